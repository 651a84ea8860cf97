/** Words on maps and of the drawing tools. */
export const map = {
  count: '{{n}} 件',
  coordinates: '经度, 纬度',
  coordinatesWrong: '请按“经度, 纬度”填写，例如 121.49, 31.24',
  adding: '点地图添加边界点，双击或按“完成边界”结束。',
  editing: '拖动圆点调整；点边中间的小点加一个点；选中后按 Delete 或点右键删除，方向键微移。',
  closeOutline: '完成边界',
  clearOutline: '清空重画',
  corner: '第 {{n}} 个边界点，方向键移动，Delete 删除',
  middle: '在这里加一个边界点',
  cornerList: '边界点坐标（{{n}} 个）',
  cornerLon: '第 {{n}} 点经度',
  cornerLat: '第 {{n}} 点纬度',
  addCorner: '加一个点',
  removeCorner: '删除第 {{n}} 点',
  area: '{{n}} 个边界点，面积 {{ha}} 公顷',
  fault: { 'too-few': '至少要三个边界点', crossed: '边界线互相交叉，请调整', 'too-small': '面积太小，请调整' },
} as const;
