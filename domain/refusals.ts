import { fill, type Text, text } from './text.ts';

/** What a refusal means to the one who asked; server/kit/http/problems.ts turns it into an HTTP status. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-many'
  | 'unavailable';

interface RefusalRow {
  readonly kind: RefusalKind;
  readonly text: Text;
}

const row = (kind: RefusalKind, zh: string, en: string): RefusalRow => ({ kind, text: text(zh, en) });

/** Every expected "no", in the users' words: what is wrong and what to do. Add codes to the section of their noun. */
export const refusals = {
  // requests
  'request.invalid': row(
    'invalid',
    '填写有误，请按提示修改后再提交。',
    'Some entries are not right. Please correct the marked fields.',
  ),
  'request.too-large': row(
    'invalid',
    '内容太大（上限 {limit}），请分开提交。',
    'This is too large (limit {limit}). Please send it in parts.',
  ),
  'request.not-found': row('not-found', '没有找到，或者您无权查看。', 'Not found, or not yours to see.'),
  'request.too-many': row(
    'too-many',
    '操作太频繁，请 {seconds} 秒后再试。',
    'Too many requests. Please try again in {seconds} seconds.',
  ),
  'request.conflict': row('conflict', '已有相同的记录：{what}。', 'The same record exists already: {what}.'),
  'request.in-the-open': row(
    'forbidden',
    '这里只接受 https，请换成 https:// 开头的地址。',
    'Only https is taken here. Use the address that begins with https://.',
  ),
  'request.still-referenced': row(
    'conflict',
    '仍有其他记录引用它，不能这样改：{what}。',
    'Other records still refer to it: {what}.',
  ),
  'request.unavailable': row(
    'unavailable',
    '系统正忙，您填写的内容没有丢，请稍后重试。',
    'The system is busy. Nothing you entered is lost; please try again shortly.',
  ),
  'request.no-space': row(
    'unavailable',
    '存储空间已满，暂时不能保存；查看不受影响，您填写的内容没有丢。请告诉系统管理员。',
    'Storage is full and nothing can be saved for now; reading goes on, and nothing you entered is lost. Please tell the administrator.',
  ),
  'intention.not-yet': row(
    'conflict',
    '前一步还没有送达，稍后会自动再试。',
    'An earlier step has not arrived yet; this one will be tried again.',
  ),
  'intention.unknown-command': row(
    'invalid',
    '不认识的操作“{command}”，请更新后再试。',
    'Unknown command “{command}”. Please update the app.',
  ),
  'intention.reused': row(
    'conflict',
    '同一个编号已用于另一件事，请重新提交。',
    'This id has been used for something else. Please send it again with a new one.',
  ),
  // access
  'access.sign-in': row('unauthenticated', '请先登录。', 'Please sign in first.'),
  'access.forbidden': row(
    'forbidden',
    '您的岗位没有这项权限，可请社区管理员办理。',
    'Your post does not allow this. Ask your administrator.',
  ),
  'access.outside-scope': row('forbidden', '不在您负责的范围内。', 'This lies outside your area.'),
  'access.csrf': row('forbidden', '请求来源不被信任，请从本平台页面操作。', 'The request did not come from this site.'),
  // identity
  'identity.wrong-password': row(
    'unauthenticated',
    '用户名或密码不对，请检查后再试。连续输错 5 次会锁定 15 分钟。',
    'User name or password is wrong. Five wrong tries lock the account for 15 minutes.',
  ),
  'identity.locked': row(
    'too-many',
    '输错次数太多，账号已锁定，请 {minutes} 分钟后再试，或请系统管理员重设密码。',
    'Too many wrong tries; the account is locked. Try again in {minutes} minutes, or ask the system administrator for a new password.',
  ),
  'identity.too-many-tries': row(
    'too-many',
    '这里尝试的次数太多，请 {minutes} 分钟后再试。',
    'Too many tries from here. Please try again in {minutes} minutes.',
  ),
  'identity.phone-unreadable': row('invalid', '请填写 11 位手机号码。', 'Please enter a mobile number of 11 digits.'),
  'identity.code-too-soon': row(
    'too-many',
    '验证码已发出，请 {seconds} 秒后再获取。',
    'A code was sent already. You can ask for another in {seconds} seconds.',
  ),
  'identity.code-limit': row(
    'too-many',
    '获取验证码的次数太多，请 {minutes} 分钟后再试。',
    'Too many codes were asked for. Please try again in {minutes} minutes.',
  ),
  'identity.code-wrong': row(
    'unauthenticated',
    '验证码不对，还可以再试 {left} 次。',
    'The code is wrong. You can try {left} more times.',
  ),
  'identity.code-elsewhere': row(
    'unauthenticated',
    '请在获取验证码的同一个浏览器里填写，或在这里重新获取。',
    'Enter the code in the browser that asked for it, or ask for a new one here.',
  ),
  'identity.code-spent': row(
    'unauthenticated',
    '验证码已失效，请重新获取。',
    'The code no longer holds. Please ask for a new one.',
  ),
  'identity.sms-failed': row(
    'unavailable',
    '短信没有发出去，请稍后再试。',
    'The message could not be sent. Please try again shortly.',
  ),
  'identity.password-weak': row('invalid', '密码不够安全，请按提示修改。', 'The password is not safe enough.'),
  'identity.sign-in-again': row(
    'conflict',
    '登录已有一段时间。请先退出再登录，{minutes} 分钟内再做这一步。',
    'You signed in a while ago. Sign out and in again, then do this within {minutes} minutes.',
  ),
  'identity.current-password-wrong': row('invalid', '当前密码不对。', 'The current password is wrong.'),
  'identity.user-name-taken': row(
    'conflict',
    '这个用户名已有人用，请换一个。',
    'This user name is taken. Please choose another.',
  ),
  'identity.phone-taken': row(
    'conflict',
    '这个手机号码已登记在另一个用户名下。',
    'This phone belongs to another user already.',
  ),
  'identity.not-to-oneself': row(
    'forbidden',
    '不能给自己授权或停用自己，请由另一位管理员办理。',
    'You cannot change your own access. Ask another administrator.',
  ),
  'identity.other-administrator': row(
    'forbidden',
    '安全管理员和审计管理员的密码不能由系统管理员重设，请在服务器上用 linli users reset-password 办理。',
    'The passwords of security and audit administrators are not the system administrator’s to set. Use linli users reset-password on the server.',
  ),
  'identity.holding-reach': row(
    'invalid',
    '这个角色的授予范围不对：有的角色按区域授予，有的按单位授予。',
    'This role cannot be held there: some are held over an area, others in an organisation.',
  ),
  'identity.administrators-apart': row(
    'conflict',
    '系统管理员、安全管理员、审计管理员必须是三个不同的人：已是“{held}”，不能再任“{wanted}”。',
    'The system, security and audit administrators must be three different people: {held} already, this person cannot be {wanted}.',
  ),
  'identity.needs-second-person': row(
    'forbidden',
    '改动管理员的任期要由第二个人确认：请先结束现在的，再重新授予。',
    'An administrator’s time is changed by two persons: end this post and grant it anew.',
  ),
  'identity.last-administrator': row(
    'conflict',
    '这是{area}唯一的“{role}”，不能没有人担任：请先让另一个人担任，再结束这一个。',
    'Nobody else is “{role}” for {area}, and somebody must be: let another person be it first, then end this one.',
  ),
  'identity.employee-number-taken': row(
    'conflict',
    '这个工号已登记在另一个用户名下。',
    'This employee number belongs to another user already.',
  ),
  // sign-on at a portal of the city
  'sign-on.unknown': row(
    'forbidden',
    '认证平台已确认您的身份，但这里还没有登记您的工号。请联系本单位系统管理员，开通账号并填上工号，再来登录。',
    'The portal knows you, but no account here carries your employee number. Ask your administrator to add it, then sign on again.',
  ),
  'sign-on.switched-off': row(
    'forbidden',
    '您在这里的账号已停用。如需继续使用，请联系本单位系统管理员。',
    'Your account here is switched off. If you still need it, ask your administrator.',
  ),
  'sign-on.other-link': row(
    'forbidden',
    '这个工号在认证平台上换了人，或者您已对应另一个账号，为安全起见没有登录。请联系本单位系统管理员核对工号后重新填写。',
    'At the portal this employee number now belongs to somebody else, or you are linked to another account; nobody was signed in. Ask your administrator to check the number and enter it anew.',
  ),
  'sign-on.nobody': row(
    'forbidden',
    '认证平台没有提供您的工号，无法对应到账号。请用用户名和密码登录，并告诉本单位系统管理员。',
    'The portal did not tell your employee number, so no account can be found. Sign in by password, and tell your administrator.',
  ),
  'sign-on.unverified': row(
    'forbidden',
    '您在认证平台的手机号还没有核验。请先在那里核验手机号，再来登录。',
    'Your phone is not verified at the portal. Verify it there, then sign on again.',
  ),
  'sign-on.cancelled': row(
    'unauthenticated',
    '您取消了在认证平台的登录，可以重新点按，也可以用用户名和密码登录。',
    'You turned back at the portal. Press the button again, or sign in by password.',
  ),
  'sign-on.expired': row(
    'unauthenticated',
    '这次登录已过期或已经用过，请重新点按登录。',
    'This sign-on has expired or was used already. Please press the button again.',
  ),
  'sign-on.untrusted': row(
    'unauthenticated',
    '认证平台的答复没有通过核对，没有登录。请重新点按登录；仍不行，请告诉本单位系统管理员。',
    'The portal’s answer did not pass our checks; nobody was signed in. Press the button again; if it fails again, tell your administrator.',
  ),
  'sign-on.unavailable': row(
    'unavailable',
    '认证平台暂时连不上，请稍后再试，或用用户名和密码登录。',
    'The portal cannot be reached just now. Try again later, or sign in by password.',
  ),
  'second-factor.code-wrong': row(
    'unauthenticated',
    '验证码不对或已用过，请等应用里换下一个码再试，也可以用恢复码。',
    'The code is wrong or was used already. Wait for the next one in your app, or use a recovery code.',
  ),
  'confirmations.second-person': row(
    'forbidden',
    '这件事要由第二个人确认：提出的人和当事人都不能确认。',
    'Another person must confirm this: neither who proposed it nor whom it is about.',
  ),
  'confirmations.decided': row(
    'conflict',
    '这件事已经处理过或已过期，请刷新后再看。',
    'This was decided already or has expired. Please look again.',
  ),
  'confirmations.open-already': row(
    'conflict',
    '同样的申请已在等第二个人确认。',
    'The same is waiting for a second person already.',
  ),
  // API keys
  'api-keys.beyond-maker': row(
    'forbidden',
    '密钥的权限不能超过您自己在这个范围内的权限：{scopes}。请去掉这些，或请有权限的人来建。',
    'A key can do no more than you may do there: {scopes}. Leave these out, or ask somebody who may.',
  ),
  'api-keys.past': row('invalid', '到期日要晚于今天。', 'The last day must lie after today.'),
  'sensors.unknown': row('not-found', '没有登记这个设备，或已停用。', 'This device is not registered, or was retired.'),
  'sensors.stale': row(
    'unauthenticated',
    '时间与平台相差太多，请校准设备时钟后重发。',
    'The time is too far from ours; please set the device’s clock and send again.',
  ),
  'sensors.bad-signature': row('unauthenticated', '签名不对。', 'The signature is not right.'),
  'sensors.not-json': row('invalid', '内容不是 JSON。', 'The body is not JSON.'),
  'sensors.taken': row('conflict', '这个设备编号已经登记过。', 'This device id is registered already.'),
  'sensors.category': row('invalid', '请选一个在用的事件类别。', 'Please choose an open category of events.'),
  'api-keys.taken': row('conflict', '这把密钥已经用过，请重新生成。', 'This key exists already. Please make another.'),
  // helpers
  'mandates.ended': row(
    'forbidden',
    '这份代办委托已结束或已被停止，不能再替对方办事。',
    'This mandate has ended or was stopped: you can act for them no longer.',
  ),
  'mandates.beyond': row(
    'forbidden',
    '对方没有委托您“{cover}”。请本人来办，或请本人改委托。',
    'They did not ask you to “{cover}”. They may do it themselves, or widen the mandate.',
  ),
  'mandates.own-deed': row(
    'forbidden',
    '这一步只能本人办，帮手不能代办。',
    'Only the person themselves may do this: a helper cannot.',
  ),
  'mandates.no-helper': row(
    'forbidden',
    '这里只能看自己的，帮手看不到别人的。',
    'This is for the person themselves: a helper does not see it.',
  ),
  'mandates.to-oneself': row(
    'invalid',
    '本人和帮手的手机号不能相同。',
    'Whoever is helped and who helps must have different phones.',
  ),
  'mandates.witness-helps': row(
    'forbidden',
    '登记人不能把自己登记成帮手，请另一位同事当面办理。',
    'Whoever registers a mandate is not its helper: ask a colleague to take it down.',
  ),
  'mandates.too-long': row(
    'invalid',
    '结束日期要在明天到一年之内。',
    'The last day lies between tomorrow and a year from now.',
  ),
  'mandates.too-many': row(
    'conflict',
    '每人最多同时有 {helpers} 位帮手，每位帮手最多替 {helped} 人办事。请先停止不用的。',
    'One has at most {helpers} helpers at once, and one helps at most {helped} people. Stop what is not needed first.',
  ),
  'mandates.same': row(
    'conflict',
    '已经委托过这位帮手。要改内容，请先停止再重新委托。',
    'This helper has a mandate already. To change it, stop it and give a new one.',
  ),
  // hotline tickets
  'tickets.elsewhere': row(
    'conflict',
    '工单 {number} 已由另一个区域接收，请联系上级协调。',
    'Ticket {number} was taken in by another area. Ask the level above.',
  ),
  'tickets.no-list': row(
    'invalid',
    '没有找到工单列表：表头里要有“工单编号”和“诉求内容”（或“问题描述”）两列。',
    'No list of tickets was found: the header needs a ticket number and a description.',
  ),
  'tickets.too-many': row(
    'invalid',
    '一次最多 {limit} 件工单，请分开上传。',
    'At most {limit} tickets at once. Please upload in parts.',
  ),
  // validity by day
  'dated.past': row(
    'invalid',
    '生效日期不能早于今天（{today}）：以前的样子要保留，请选今天或以后的日期。',
    'A change cannot begin before today ({today}): the past is kept as it was. Choose today or later.',
  ),
  'dated.not-valid': row(
    'conflict',
    '它在 {day} 这一天没有效力，请换一个日期。',
    'It is not in force on {day}. Please choose another day.',
  ),
  'dated.changed-meanwhile': row(
    'conflict',
    '刚才已有人改过它，您看到的不是最新内容。请看过最新内容再改。',
    'Somebody has just changed it. Please look at the newest state and change that.',
  ),
  'dated.planned-already': row(
    'conflict',
    '已安排了从 {day} 起的变更。请先修改或撤销那一次安排。',
    'A change from {day} on is planned already. Change or withdraw that one first.',
  ),
  'dated.ends-before-start': row(
    'invalid',
    '结束日期要晚于开始日期 {day}。',
    'The end must lie after the start, {day}.',
  ),
  'dated.overlapping': row(
    'conflict',
    '这段日期和已有的一段重叠，请检查起止日期。',
    'These dates overlap with ones that exist. Please check start and end.',
  ),
  'dated.nothing-planned': row(
    'conflict',
    '没有从 {day} 起的安排可以撤销。',
    'There is no planned change from {day} to withdraw.',
  ),
  // areas
  'areas.wrong-parent': row(
    'invalid',
    '{kind}不能放在{parent}下面，请重新选择上级。',
    'A {kind} cannot lie under a {parent}. Please choose another parent.',
  ),
  'areas.code-taken': row(
    'conflict',
    '代码 {code} 已用于“{name}”，请核对后再填。',
    'The code {code} belongs to “{name}” already. Please check it.',
  ),
  'areas.has-children': row(
    'conflict',
    '下面还有 {count} 个未撤销的区域（如“{name}”），请先移走或撤销它们。',
    'There are still {count} areas under it (such as “{name}”). Move or close them first.',
  ),
  'areas.has-houses': row(
    'conflict',
    '这里还有 {count} 套房屋，请先把房屋移走或注销。',
    'There are still {count} homes here. Move or end them first.',
  ),
  'areas.not-in-list': row(
    'invalid',
    '区划名单有误，请按提示核对代码。',
    'The list of divisions is not right. Please check the marked codes.',
  ),
  'areas.polygon-broken': row('invalid', '范围画得不对：{why}', 'The outline is not right: {why}'),
  'areas.grid-outside': row(
    'invalid',
    '网格超出了“{community}”的范围，请把边界收回到社区以内。',
    'The grid reaches beyond “{community}”. Please pull its border inside.',
  ),
  'areas.grid-overlaps': row(
    'conflict',
    '网格和{names}重叠，请调整边界，网格之间不能重叠。',
    'The grid overlaps with {names}. Grids must not overlap; please adjust the border.',
  ),
  'areas.draw-grids': row(
    'invalid',
    '网格边界请在地图上用“调整边界”修改，系统会检查相邻网格。',
    'Change a grid’s outline with “Redraw” on the map: its neighbours are checked there.',
  ),
  'areas.not-a-community': row(
    'invalid',
    '网格只能画在社区（村）里，请先选一个社区。',
    'Grids are drawn in a community. Please choose one.',
  ),
  'areas.not-a-grid': row('invalid', '请选择一个网格。', 'Please choose a grid.'),
  'areas.other-community': row(
    'invalid',
    '楼栋“{name}”不在这个社区，不能划到这个网格。',
    'The building “{name}” is not of this community and cannot join this grid.',
  ),
  'areas.parts-incomplete': row(
    'invalid',
    '每栋楼要正好分到一个网格：{count} 栋没有分到或分了两次。请刷新建议后再分。',
    'Each building must be in exactly one part: {count} are in none or in two. Ask for a new proposal.',
  ),
  'areas.not-neighbours': row(
    'invalid',
    '“{name}”和要并入的网格不相邻，只有挨着的网格才能合并。',
    '“{name}” does not touch the grid it is to join. Only neighbouring grids can be merged.',
  ),
  'areas.no-place': row(
    'not-found',
    '这个位置不在已画好的社区范围内，请在地图上换一点或直接选社区。',
    'This point lies in no community that has been drawn. Choose another point, or pick the community.',
  ),
  // patrols
  'patrols.no-entry': row(
    'invalid',
    '这个计划不用逐处登记：没有发现就不用填，发现隐患再拍照或说一句。',
    'This plan asks for no entries: nothing found is nothing to enter. Enter what you find.',
  ),
  'patrols.basis-needed': row(
    'invalid',
    '只有法律法规规定要逐处检查的才能要求登记，请写明依据。',
    'Entries may be asked for only where a rule fixes the check. Name it.',
  ),
  'patrols.day-not-possible': row(
    'invalid',
    '日期只能是今天或前七天。',
    'The day can be today or one of the seven before it.',
  ),
  'patrols.object-known': row(
    'conflict',
    '这里已经有同名的巡查对象。',
    'There is an object of that name here already.',
  ),
  'patrols.building-known': row(
    'invalid',
    '楼栋不用添加：新建楼栋计划时自动带出范围内的每一栋。',
    'Buildings are not added by hand: a plan of buildings takes each one in its area.',
  ),
  // resources
  'resources.too-much': row(
    'conflict',
    '超出了承诺：这一期还剩 {left}，请减少数量或换一天。',
    'More than was promised: {left} left in this period. Ask for less, or another day.',
  ),
  'resources.more-than-needed': row(
    'invalid',
    '超出了需求：还缺 {missing}。',
    'More than is needed: {missing} still missing.',
  ),
  'resources.day-not-promised': row(
    'invalid',
    '这一天不在承诺或需求的时间内，请按两边都有的日子和星期选。',
    'This day lies outside the promise or the need. Choose a day and weekday that both know.',
  ),
  'resources.not-fitting': row(
    'conflict',
    '这项资源和需求对不上（种类、计量、地点或时间不一致，或者已经撤回、关闭）。',
    'This promise does not serve this need: another kind, count, place or time, or withdrawn or closed.',
  ),
  'resources.below-used': row(
    'invalid',
    '不能少于已经对接的：同一期里已约定 {used}。',
    'Not less than what was agreed: {used} in one period.',
  ),
  'resources.days-crossed': row('invalid', '结束日期不能早于开始日期。', 'The last day cannot lie before the first.'),
  'resources.day-agreed': row(
    'invalid',
    '{day} 已经约定要用，结束日期不能早于它。',
    'Something is agreed for {day}: the last day cannot lie before it.',
  ),
  'resources.place-not-fitting': row(
    'invalid',
    '这个单位的资源不能登记到这里，请选它所在的街道、社区或网格。',
    'Promises of this unit cannot be for this place. Choose a street, community or grid where it is.',
  ),
  'resources.still-running': row(
    'conflict',
    '对接的事项还在办，或者已经办成，额度不能退回。',
    'The matter is still on its way, or it was done: what was promised stays used.',
  ),
  // supports
  'orders.no-longer-proposed': row(
    'conflict',
    '这个微项目已经有人承接或者已经结束，不再征集附议。',
    'Somebody has taken this project on, or it is over: nothing more is said of it.',
  ),
  // openings
  'openings.unfair-sex': row(
    'invalid',
    '“{found}”不能写：招人不能限性别或者写某一性别优先（《就业促进法》第二十七条；国家规定不适合妇女的岗位请走公共就业服务机构）。请删去再登记。',
    '“{found}” cannot stand: no condition of sex (Employment Promotion Law, art. 27). Please take it out.',
  ),
  'openings.unfair-family': row(
    'invalid',
    '“{found}”不能写：不能把结婚、生育情况作为条件（《就业促进法》第二十七条、《妇女权益保障法》第四十三条）。请删去再登记。',
    '“{found}” cannot stand: marriage and children are no condition (Employment Promotion Law, art. 27). Please take it out.',
  ),
  'openings.unfair-age': row(
    'invalid',
    '“{found}”不能写：除法定最低就业年龄外，不写年龄条件，按能不能胜任来招（《就业促进法》第二十六条：公平的就业条件）。请删去再登记。',
    '“{found}” cannot stand: no limit of age beyond the lawful minimum (Employment Promotion Law, art. 26: fair conditions). Please take it out.',
  ),
  'openings.unfair-origin': row(
    'invalid',
    '“{found}”不能写：不能限民族、宗教信仰（《就业促进法》第三条、第二十八条）。请删去再登记。',
    '“{found}” cannot stand: no condition of ethnic group or religion (Employment Promotion Law, arts. 3 and 28). Please take it out.',
  ),
  'openings.unfair-register': row(
    'invalid',
    '“{found}”不能写：不能限户籍、排斥外来和农村劳动者（《就业促进法》第二十六条、第三十一条）。请删去再登记。',
    '“{found}” cannot stand: no condition of household register or origin (Employment Promotion Law, arts. 26 and 31). Please take it out.',
  ),
  'openings.unfair-disability': row(
    'invalid',
    '“{found}”不能写：不能排斥残疾人（《就业促进法》第二十九条）。请删去再登记。',
    '“{found}” cannot stand: disabled people are not shut out (Employment Promotion Law, art. 29). Please take it out.',
  ),
  'openings.unfair-carrier': row(
    'invalid',
    '“{found}”不能写：不能以传染病病原携带为由拒绝录用（《就业促进法》第三十条；法律规定禁止从事的岗位由体检机构按规定办）。请删去再登记。',
    '“{found}” cannot stand: carriers of a pathogen are not refused (Employment Promotion Law, art. 30). Please take it out.',
  ),
  'openings.phone': row(
    'invalid',
    '公开的岗位不写电话：想应聘的居民从页面申请，由社区联系。',
    'No telephone in what everybody reads: residents apply on the page, and the community gets in touch.',
  ),
  'openings.until-range': row(
    'invalid',
    '截止日期在今天之后，最长 {days} 天；到期自动下架，可以重新登记。',
    'The last day lies ahead, by {days} days at most; then it goes by itself and may be stated anew.',
  ),
  'openings.own-post': row(
    'forbidden',
    '自己登记的岗位由另一位工作人员核对。',
    'A post is looked at by somebody who did not state it.',
  ),
  'openings.checked': row(
    'conflict',
    '这个岗位已经核对过，或者已经撤回。',
    'This post was looked at already, or withdrawn.',
  ),
  'openings.why-missing': row(
    'invalid',
    '不通过要写明原因，登记的单位看得到。',
    'Say why it is not shown: the unit reads it.',
  ),
  // joint meetings
  'joint-members.term-crossed': row(
    'invalid',
    '任期的结束日期不能早于开始日期。',
    'The last day of a term cannot lie before its first.',
  ),
  'joint-members.unit-missing': row('invalid', '请选单位，或者写明单位名称。', 'Choose the unit, or write its name.'),
  'joint-members.twice': row(
    'conflict',
    '这位委员已经在名册上，任期还没有结束。',
    'This member is on the roster already, and the term is not over.',
  ),
  'joint-members.left': row('conflict', '这位委员已经离任。', 'This member has left.'),
  'joint-members.not-sitting': row(
    'conflict',
    '这位委员现在不在任期内，不能再以其名义提交议题。',
    'This member does not sit there now: nothing can be proposed in their name.',
  ),
  // bookings
  'bookings.not-a-slot': row(
    'invalid',
    '这个时段不能预约，请另选一个。',
    'This slot cannot be booked. Please choose another.',
  ),
  'bookings.taken': row(
    'conflict',
    '这个时段刚被约满，请另选一个。',
    'This slot has just been taken. Please choose another.',
  ),
  'bookings.same-time': row(
    'conflict',
    '这个手机号在同一时间已有预约。',
    'This phone has a booking at that time already.',
  ),
  'bookings.too-many': row(
    'conflict',
    '同一个窗口最多同时预约 {most} 次，请先用完或者取消。',
    'At most {most} at one post at a time. Use them or cancel one first.',
  ),
  'bookings.past': row('conflict', '预约的时间已经到了，不能取消。', 'Its time has come; it cannot be cancelled.'),
  'bookings.not-begun': row('conflict', '预约的时间还没有到。', 'Its time has not come yet.'),
  // legal service
  'legal-guides.twice': row('conflict', '这里的名册上已经有这个人。', 'This person is on the register here already.'),
  'legal-guides.ended': row('conflict', '已经不再担任，不能修改。', 'They have left; nothing can be changed.'),
  'legal-guides.phone-without-name': row(
    'invalid',
    '公开电话要同时公开姓名。',
    'A number is published only together with the name.',
  ),
  'legal-guides.no-phone': row(
    'invalid',
    '没有登记本人电话，不能公开本人电话。',
    'No number of their own is kept, so none can be published.',
  ),
  'hearings.times': row(
    'invalid',
    '结束时间要晚于开始时间，一次不超过十二小时。',
    'It ends after it begins, within twelve hours.',
  ),
  'hearings.past': row('invalid', '开始时间已经过去。', 'The beginning lies in the past.'),
  'hearings.begun': row('conflict', '已经开始，不能取消。', 'It has begun and cannot be withdrawn.'),
  'hearings.not-begun': row('conflict', '还没有开始，之后再登记。', 'It has not begun yet.'),
  'hearings.withdrawn': row('conflict', '已经取消，没有到场情况。', 'It was withdrawn: nobody came.'),
  // whistles
  'whistles.rule-there': row('conflict', '同样的规则已经有了，不用再加。', 'There is such a rule already.'),
  'whistles.too-many': row(
    'invalid',
    '这段时间的哨超过 {most} 件，请缩短时间段或选小一点的区域。',
    'More than {most} whistles in this period. Choose a shorter one or a smaller area.',
  ),
  'whistles.rule-ended': row('conflict', '这条规则已经停用。', 'This rule has ended already.'),
  // rotas
  'rotas.busy': row(
    'conflict',
    '这个人在这段时间已经有班，请换人或换时间。',
    'This person has a shift at that time already. Choose somebody else or another time.',
  ),
  'rotas.busy-named': row(
    'conflict',
    '{name}在 {at} 已经有班（{rota}），请换人或换时间。',
    '{name} has a shift at {at} already ({rota}). Choose somebody else or another time.',
  ),
  'rotas.past': row('invalid', '已经过去的班不能再改。', 'A shift that is over cannot be changed.'),
  'rotas.shift-length': row(
    'invalid',
    '班次的结束要晚于开始，一个班最长 72 小时。',
    'A shift ends after it begins and lasts 72 hours at most.',
  ),
  'rotas.pattern-length': row(
    'invalid',
    '一次最多排 {days} 天，结束日期要晚于开始日期。',
    'At most {days} days are laid out at once, and the last day lies after the first.',
  ),
  'rotas.nothing-laid': row(
    'invalid',
    '这段时间里没有符合的日子或没有人，没有排出班次。',
    'No day of this span fits, or nobody was named: no shift was laid out.',
  ),
  'rotas.nothing-covered': row(
    'invalid',
    '{name}在这几天没有还没开始的班，不用顶班。',
    '{name} has no shift to come on these days, so there is nothing to cover.',
  ),
  'rotas.not-staff': row(
    'invalid',
    '这个人不是这里的工作人员，请从名单中选择。',
    'This is not a member of staff around here. Please choose from the list.',
  ),
  'rotas.not-your-shift': row('forbidden', '这不是您的班。', 'This is not your shift.'),
  'rotas.swap-self': row('invalid', '不能和自己换班。', 'A shift cannot be swapped with oneself.'),
  'rotas.swap-over': row('conflict', '这次换班已经有结果，请刷新后再看。', 'This swap has been answered already.'),
  'rotas.swap-pending': row(
    'conflict',
    '这个班已经在等别人答复换班。',
    'A swap of this shift is waiting for an answer.',
  ),
  'rotas.handover-own': row(
    'invalid',
    '自己写的交接班记录要由接班的人确认。',
    'A note is taken by whoever comes next.',
  ),
  'rotas.handover-early': row(
    'invalid',
    '班还没有开始，不用交接。',
    'The shift has not begun; there is nothing to hand over.',
  ),
  'rotas.slots-needed': row(
    'invalid',
    '这类值班可以预约，请填写每个时段几分钟。',
    'This kind can be booked: say how long a slot is.',
  ),
  'rotas.feed-taken': row('conflict', '请重新生成链接。', 'Please make another link.'),
  // visits
  'rentals.unknown-code': row(
    'not-found',
    '这个二维码认不出来，可能已经损坏或不是本平台的。请联系社区，或直接告诉网格员。',
    'This code is not one of ours, or it is damaged. Please ask your community or tell the grid worker.',
  ),
  'rentals.day': row(
    'invalid',
    '日期最早填一年前，最晚填一个月后。',
    'The day can be up to a year ago or a month ahead.',
  ),
  'rentals.door-full': row(
    'too-many',
    '这扇门已有几条申报在等核实，请等网格员上门，或打社区电话。',
    'Several declarations of this door are waiting already. Please wait for the grid worker, or call the community.',
  ),
  'rentals.no-doors': row(
    'invalid',
    '这里还没有登记住房，没有可打印的门牌码。',
    'No home is registered here yet: there is nothing to print.',
  ),
  'rentals.too-many-doors': row(
    'invalid',
    '这里有 {n} 扇门，一次最多打印 {most} 扇，请按楼栋打印。',
    'There are {n} doors here; {most} go on one sheet. Please print building by building.',
  ),
  'rentals.no-address': row(
    'invalid',
    '平台还没有设置对外网址，二维码无处可指。请管理员设置 PUBLIC_URL。',
    'The platform has no public address yet, so a code could lead nowhere. Ask the administrator to set PUBLIC_URL.',
  ),
  'visits.day': row(
    'invalid',
    '走访日期不能晚于今天，也不能早于一个月前。',
    'The day of a visit is not ahead, and not more than a month ago.',
  ),
  // responsibilities
  'responsibilities.not-staff': row(
    'invalid',
    '这个人不是在岗的工作人员，请从名单中选择。',
    'This is not a member of staff in service. Please choose from the list.',
  ),
  'responsibilities.self-cover': row('invalid', '替班人不能是本人。', 'A person cannot stand in for themselves.'),
  'responsibilities.outside-post': row(
    'invalid',
    '替班日期要在岗位日期（{from} 至 {to}）以内。',
    'The cover must lie within the post ({from} to {to}).',
  ),
  // organisations
  'organisations.loop': row(
    'invalid',
    '上级单位不能是自己或自己的下级。',
    'The parent cannot be the organisation itself or one below it.',
  ),
  'organisations.has-children': row(
    'conflict',
    '还有 {count} 个下级单位（如“{name}”），请先调整它们。',
    'There are still {count} organisations below it (such as “{name}”). Move them first.',
  ),
  'organisations.name-taken': row(
    'conflict',
    '这个区域已有同名单位，请换一个名称。',
    'An organisation of this name exists in this area. Please choose another name.',
  ),
  'organisations.credit-code': row(
    'invalid',
    '统一社会信用代码不对，请核对 18 位代码。',
    'The unified social credit code is not right. Please check its 18 characters.',
  ),
  // calendar
  'calendar.day-of-other-year': row(
    'invalid',
    '{day} 不在 {year} 年，请按年份分别发布。',
    '{day} does not lie in {year}. Publish each year by itself.',
  ),
  'calendar.day-twice': row(
    'invalid',
    '{day} 在名单里出现了两次，请核对。',
    '{day} stands in the list twice. Please check it.',
  ),
  'calendar.not-make-up': row(
    'invalid',
    '{day} 不是周末，不能设为补班日。',
    '{day} is not a weekend day, so it cannot be a make-up workday.',
  ),
  'calendar.hours-broken': row(
    'invalid',
    '办公时间有误：各季要连起来覆盖全年，每段结束要晚于开始，且不重叠。',
    'The opening hours are not right: seasons must cover the whole year; each period ends after it begins, without overlap.',
  ),
  'calendar.office-needed': row(
    'invalid',
    '“办公时间”不能删除，只能修改。',
    'The office hours cannot be removed, only changed.',
  ),
  // people and houses
  'people.exists': row(
    'conflict',
    '该证件号已登记为“{name}”，请打开那份档案更正，不要重复登记。',
    'This id number is registered already as “{name}”; please correct that record.',
  ),
  'people.exists-out-of-sight': row(
    'conflict',
    '该证件号在本社区其他网格已有登记，请联系社区办理，不要重复登记。',
    'This id number is registered already elsewhere in the community. Please ask the community office.',
  ),
  'people.just-registered': row(
    'conflict',
    '这个人刚刚已有人登记，请在列表里查看，不要重复登记。',
    'Somebody has just registered this person. Please look in the list.',
  ),
  'people.record-ended': row(
    'conflict',
    '“{name}”的档案已停用，不能再改。',
    'The record of “{name}” has ended and cannot be changed.',
  ),
  'people.already-living-there': row(
    'conflict',
    '此人已登记住在{address}。',
    'This person is on record as living at {address} already.',
  ),
  'people.tag-given': row('conflict', '已有“{label}”标签，不用重复添加。', 'The group “{label}” is given already.'),
  'people.merge-keep-numbered': row(
    'conflict',
    '请保留有证件号的那份档案，把另一份并入。',
    'Keep the record that has the id number and merge the other into it.',
  ),
  'people.house-unknown': row(
    'invalid',
    '没有这套房屋，或不在您负责的范围内，请重新选择。',
    'There is no such home within your area; please choose again.',
  ),
  'people.changed-meanwhile': row(
    'conflict',
    '这份档案刚刚被别人改过，请看最新内容再改。',
    'Somebody has just changed this record; please look at it again first.',
  ),
  'people.not-living-there': row(
    'conflict',
    '此人目前不住在那里，可能已登记搬走。',
    'This person does not live there now.',
  ),
  'people.merge-same': row('invalid', '请选择两份不同的档案。', 'Please choose two different records.'),
  'people.merge-two-numbers': row(
    'conflict',
    '两份档案的证件号不同，不是同一个人；如有一处登记错误，请先更正。',
    'The two records have different id numbers; correct the wrong one first.',
  ),
  'people.merge-ended': row('conflict', '这份档案已注销或已合并。', 'That record has ended or was merged already.'),
  'people.merge-unknown': row(
    'not-found',
    '没有找到这次合并，可能已经撤销。',
    'That merge was not found; it may have been undone.',
  ),
  'people.reason-needed': row(
    'invalid',
    '不在您的网格，请选择查看理由。',
    'This is not in your own grid; please choose why you need it.',
  ),
  'houses.exists': row(
    'conflict',
    '这栋楼已有这个门牌，请打开原有房屋更正。',
    'This door exists already in the building; please correct that home.',
  ),
  'houses.not-a-building': row(
    'invalid',
    '请选择楼栋，单元须属于这栋楼。',
    'Please choose a building, and a unit of it.',
  ),
  'households.not-a-member': row(
    'conflict',
    '{name} 不在这一户里，请先看最新的成员。',
    '{name} is not of this household. Please look at its members again.',
  ),
  'households.nobody-left': row(
    'conflict',
    '原来的户至少要留一个人；全部搬走请办理搬家。',
    'Somebody must stay in the household; if all leave, record a move.',
  ),
  'ownerships.above-whole': row(
    'invalid',
    '份额加起来超过了一整套，请核对。',
    'The shares sum up to more than the whole. Please check them.',
  ),
  'ownerships.nobody': row(
    'invalid',
    '请选择产权人，或填写单位名称。',
    'Please choose an owner, or name an organisation.',
  ),
  'households.not-living-there': row(
    'conflict',
    '{name} 目前不住在这套房屋，不能编入这一户。',
    '{name} does not live in that home now.',
  ),
  // imports
  'import.not-a-table': row(
    'invalid',
    '这不是可以读取的表格文件，请上传 .xlsx 或 .csv。',
    'This is not a table that can be read. Please upload .xlsx or .csv.',
  ),
  'import.old-format': row(
    'invalid',
    '这是旧格式的表格（{format}），请在 Excel 或 WPS 中另存为 .xlsx 后再上传。',
    'This is an old kind of workbook ({format}). Save it as .xlsx in Excel or WPS and upload it again.',
  ),
  'import.encrypted': row(
    'invalid',
    '这个文件有密码，请去掉密码后再上传。',
    'This file is protected by a password. Remove it and upload the file again.',
  ),
  'import.damaged': row(
    'invalid',
    '文件已损坏或不完整，请重新导出后再上传。',
    'The file is damaged or incomplete. Please export it again.',
  ),
  'import.too-large': row(
    'invalid',
    '文件展开后太大（上限 {limit}），请分成几个文件。',
    'Unpacked, the file is too large (limit {limit}). Please split it.',
  ),
  'import.failed': row(
    'unavailable',
    '导入没有完成，什么都没有写入，请重新上传再试；仍不行请联系管理员。',
    'The import did not come through; nothing was written. Please upload the file again, or ask an administrator.',
  ),
  'import.undo-failed': row(
    'unavailable',
    '撤销没有完成，数据保持原样，请联系管理员。',
    'The import could not be undone; everything stands as it did. Please ask an administrator.',
  ),
  'import.not-a-community': row(
    'invalid',
    '台账按社区导入，请选择一个社区。',
    'A ledger is imported into a community. Please choose one.',
  ),
  'import.wrong-state': row(
    'conflict',
    '这次导入现在是“{state}”，请刷新后再操作。',
    'This import now stands at “{state}”. Please look again.',
  ),
  'import.nothing-to-read': row(
    'invalid',
    '没有可以导入的内容：请至少选择一张工作表，并指定姓名和证件号，或房屋地址的列。',
    'Nothing would be read. Choose a sheet, and the columns of name and id number or of the home.',
  ),
  'import.row-settled': row(
    'conflict',
    '这一行已经处理过，请刷新。',
    'This row has been settled already. Please look again.',
  ),
  'import.row-outdated': row(
    'conflict',
    '{name}的档案在导入之后有人改过，请打开档案核对。',
    'The record of {name} has been changed since the import. Please open it and see.',
  ),
  // cases
  'case.stage-moved': row(
    'conflict',
    '这件事刚刚由{byName}办理了“{action}”，现在是“{stage}”，请按最新情况处理。',
    '{byName} has just done “{action}”; it now stands at “{stage}”. Please go on from there.',
  ),
  'case.not-yours': row('forbidden', '这一步由{who}办理。', 'This step is for {who}.'),
  'case.unknown-type': row('invalid', '没有这种事项。', 'There is no such kind of matter.'),
  'case.taken-already': row(
    'conflict',
    '已经有人接了，或者您已经在名单上。',
    'It is taken already, or you are on its list.',
  ),
  'case.nobody-listed': row(
    'conflict',
    '名单上还缺“{role}”（至少 {least} 人），请先加上。',
    'Somebody is missing on the list: “{role}”, at least {least}. Please add them first.',
  ),
  'case.last-on-list': row(
    'conflict',
    '您是名单上最后一个人，请先把接手的人加上再退出。',
    'You are the last one on its list. Put somebody else on it before you leave.',
  ),
  'case.no-such-staff': row(
    'invalid',
    '没有这位工作人员，或者账号已停用。',
    'There is no such member of staff, or the account is off.',
  ),
  'case.not-their-process': row(
    'invalid',
    '业主委员会只参与联席会事项和社区项目，请换一位承担的人。',
    'An owners’ body takes part in joint matters and projects alone. Please name somebody else.',
  ),
  'case.term-over': row(
    'conflict',
    '期限已过，或者还没有开始计算：{until}。',
    'The term is over, or has not begun: {until}.',
  ),
  'case.grounds-needed': row(
    'invalid',
    '没有全部同意的，要选明理由（个人信息保护法第五十条）。',
    'What is not granted in full needs its grounds (PIPL art. 50).',
  ),
  'case.recorded-late': row(
    'invalid',
    '打电话的时间要在此前 {hours} 小时之内。',
    'The telephone call must have been within the last {hours} hours.',
  ),
  'case.party-refuses': row(
    'invalid',
    '有当事人明确拒绝的，不得调解（人民调解法第十七条），请选“有当事人明确拒绝”。',
    'Where a party clearly refuses there is no mediation (art. 17). Choose “A party clearly refuses”.',
  ),
  'case.parties-agree-first': row(
    'invalid',
    '写下当事人姓名要先征得本人同意；不同意的不写，只记事情。',
    'Parties are named only if they agree. Otherwise write down the matter alone.',
  ),
  'case.lead-first': row(
    'invalid',
    '请先按“转人民调解”或“转部门处置”登记，再选这一项。',
    'Please press “To mediation” or “To a department” first, then choose this.',
  ),
  'case.mediator-interested': row(
    'invalid',
    '调解员与当事人有利害关系，请换一位。',
    'The mediator has an interest in it. Please name another.',
  ),
  'case.second-hand-needed': row(
    'forbidden',
    '这一步要由没有经手的人办理。',
    'This step is for somebody who had no hand in it.',
  ),
  'case.both-needed': row('invalid', '司法确认要双方共同申请。', 'Both sides must ask the court together.'),
  'case.day-ahead': row('invalid', '日期不能在今天之后。', 'The day cannot lie ahead.'),
  'case.day-not-within': row(
    'invalid',
    '日期要在 {first} 到 {last} 之间。',
    'The day must lie between {first} and {last}.',
  ),
  'case.still-in-time': row(
    'invalid',
    '期限还没有到，请选别的理由，或等到期后再移交。',
    'The limit has not passed. Choose another reason, or hand it over once it has.',
  ),
  'case.legal-ways-first': row(
    'invalid',
    '请先告知当事人可以通过仲裁、行政、司法等途径维护权利。',
    'Tell the parties first of arbitration, administration and the courts.',
  ),
  'case.time-left': row('conflict', '期限还没有到。', 'Its time is not up yet.'),
  'protection.office-first': row(
    'invalid',
    '家庭暴力要先向公安机关报案；未成年人受侵害要先向公安、民政或者教育部门报告。',
    'Domestic violence is reported to the police first; harm to a minor to police, civil affairs or education.',
  ),
  'protection.minor-reported': row(
    'conflict',
    '未成年人受侵害、面临危险的，必须报告，不看意愿。',
    'Harm or danger to a minor is always reported, whatever anybody wishes.',
  ),
  'protection.told-ahead': row('invalid', '报告时间不能晚于现在。', 'The time of the report cannot lie ahead.'),
  'case.over-sum': row(
    'invalid',
    '超出了：还剩 {left}。要增加，请先调整并说明原因。',
    'That is too much: {left} is left. To go beyond, have the sum changed first, with the reason.',
  ),
  'case.below-spent': row(
    'invalid',
    '不能少于已经支出的 {spent}。',
    'It cannot be less than what is spent already: {spent}.',
  ),
  'case.plan-not-sane': row(
    'invalid',
    '节点计划每行一个“日期 内容”，日期要真实、从早到晚、不晚于完成时限，最多 {most} 个。',
    'One step a line, “day what”: real days, in order, none after the last day, {most} at most.',
  ),
  'case.plan-reached': row(
    'invalid',
    '已经完成的节点不能改，请保留在最前面。',
    'What was reached cannot be changed. Keep it at the top.',
  ),
  'case.plan-all-reached': row(
    'conflict',
    '计划的节点都完成了，请调整节点计划或者申请验收。',
    'Every planned step is reached. Change the plan, or ask for acceptance.',
  ),
  'case.not-accepted-yet': row('conflict', '要先验收，才能做这一步。', 'What was delivered must be accepted first.'),
  'case.day-behind': row('invalid', '日期不能在今天之前。', 'The day cannot lie behind us.'),
  'case.days-crossed': row('invalid', '结束日期要在开始日期之后。', 'It must end after it begins.'),
  'case.contract-too-long': row(
    'invalid',
    '履行期限一般不超过 1 年，内容固定、经费有保障的最长不超过 3 年。',
    'A contract runs up to a year as a rule, and three years at most.',
  ),
  'case.review-term': row(
    'conflict',
    '{until} 前本人可以申请复查，之后再归档。',
    'Until {until} the person may ask for a review; it is filed after that.',
  ),
  'case.reviews-used-up': row('conflict', '复查的次数已经用完。', 'There is no further review.'),
  'case.names-oneself': row(
    'invalid',
    '被投诉的人不能是自己；请交给别人登记。',
    'You cannot take in a complaint about yourself.',
  ),
  'case.more-than-agreed': row('invalid', '不能超过批准的份数：{most}。', 'Not more than was agreed: {most}.'),
  'case.tick-needed': row(
    'invalid',
    '有一项必须确认，请核对后勾选。',
    'One thing must be confirmed. Check it and tick it.',
  ),
  'case.listed-is-party': row(
    'invalid',
    '名单里有人就是本事项的当事人，请换一位。',
    'Somebody on the list is a party to it. Please name another.',
  ),
  'case.step-done': row(
    'conflict',
    '您的单位已经做过这一步，或者要先签收。',
    'Your unit has done this already, or must sign first.',
  ),
  'case.unit-not-summoned': row(
    'invalid',
    '这个单位没有被召集，或者没有提出申请。',
    'That unit was not summoned, or has not asked.',
  ),
  'case.nobody-summoned': row('conflict', '还没有召集任何单位。', 'No unit has been summoned.'),
  'case.units-open': row(
    'conflict',
    '还有单位没有提交结论，请等它们办完，或者撤销召集。',
    'Some units have not concluded. Wait for them, or release them.',
  ),
  'case.summons-oneself': row('invalid', '不能召集自己的单位。', 'You cannot summon your own unit.'),
  'case.not-summonable': row(
    'invalid',
    '有单位不在可以召集的范围内，请按提示另选。',
    'A unit named cannot be summoned from here. Please choose another.',
  ),
  'case.already-asked': row(
    'conflict',
    '已有一项申请在等待审批，请先等结果。',
    'A request is already waiting for its decision.',
  ),
  'case.nothing-asked': row(
    'conflict',
    '没有待审批的申请，可能已被处理。',
    'There is no request waiting; somebody may have decided it.',
  ),
  'case.return-too-late': row(
    'conflict',
    '退单期限已过（{until}），视为接受；可申请延期或协办。',
    'The time for returning has passed ({until}); it counts as accepted.',
  ),
  'case.return-used-up': row(
    'conflict',
    '退单已由裁定确定单位，不能再退（首接负责）。',
    'The arbiter has named the unit; it cannot be returned again.',
  ),
  'case.return-for-arbiter': row(
    'forbidden',
    '第二次退单由街道或区裁定。',
    'A second return is decided by the arbiter.',
  ),
  'case.return-for-dispatcher': row(
    'forbidden',
    '第一次退单由派遣人员审核。',
    'A first return is decided by the dispatcher.',
  ),
  'case.own-request': row(
    'forbidden',
    '不能审批自己或本单位的申请，请由上一级审批。',
    'Nobody approves their own request; it goes one level up.',
  ),
  'case.unit-needed': row('invalid', '同意退单时请指定接手单位。', 'Please name the unit that takes over.'),
  'case.unit-working': row('conflict', '该单位已在办理这件事。', 'That unit is already on this case.'),
  'case.contact-first': row(
    'conflict',
    '请先联系诉求人（或记录三次不同时段未接通），再提交办结。',
    'Please contact the person first, or record three attempts at different hours.',
  ),
  'case.photo-needed': row('invalid', '这个类别办结需要照片：{why}', 'This category needs a photo: {why}'),
  'case.words-needed': row(
    'invalid',
    '请写一句话或留一段语音，说明情况。',
    'Please write a line or leave a voice message.',
  ),
  'case.reply-needed': row('invalid', '请写明给居民的答复。', 'Please write the reply to the person.'),
  'case.same-hour': row(
    'conflict',
    '三次回访要在不同时段，请 {after} 之后再打。',
    'Attempts must lie at different hours; please call again after {after}.',
  ),
  'case.hotline-calls': row(
    'conflict',
    '12345 工单由 12345 统一回访，本平台只显示结果。',
    '12345 calls its own people back; we show the result.',
  ),
  'case.not-hotline': row('conflict', '这件事不是 12345 工单。', 'This did not come from 12345.'),
  'case.already-rated': row('conflict', '您已经评价过了，谢谢。', 'You have rated this already, thank you.'),
  'case.rating-needed': row(
    'invalid',
    '接通后请记下：是否解决、满意程度。',
    'After reaching the person, please enter whether it is solved and how satisfied they are.',
  ),
  'case.supplemented-before': row(
    'conflict',
    '已一次性告知过，不能再次要求补正。',
    'The applicant was told once already; nothing more may be asked.',
  ),
  'case.item-needed': row('invalid', '请先选要办的事项。', 'Please choose what is applied for first.'),
  'case.consent-needed': row(
    'invalid',
    '代办要留下本人同意：签名照片或录音，至少一样。',
    'To act for somebody, keep their consent: a photo of the signature or a recording.',
  ),
  'case.not-due-yet': row(
    'conflict',
    '还在期限内，要等到期以后才能这样办。',
    'The time is not over yet; this may be done once it is.',
  ),
  'case.reason-needed': row(
    'invalid',
    '这件事不在您名下，请选择查看电话的理由。',
    'This matter is not in your name; please choose why you need the number.',
  ),
  'case.reminded-lately': row(
    'too-many',
    '{when} 已经催过，承办单位已收到，请 24 小时后再催。',
    'You reminded them at {when}; please wait 24 hours.',
  ),
  'case.reopen-over': row(
    'conflict',
    '已过重办期限或已重办过一次，请重新提出，我们会关联这一件。',
    'It can no longer be reopened; please raise it again and we will link the two.',
  ),
  'case.deferral-too-long': row(
    'invalid',
    '缓办日期须在明天之后、一年之内。',
    'The day we look again must be after tomorrow and within a year.',
  ),
  'case.main-needed': row('invalid', '请选择并入哪一件事。', 'Please choose the matter that this one goes on with.'),
  'case.merge-itself': row('invalid', '不能并入自己，请选另一件。', 'A matter cannot be merged into itself.'),
  'case.merge-elsewhere': row(
    'conflict',
    '{number} 在另一个社区，不能并案；可以在备注里写明两件的关系。',
    '{number} lies in another community and cannot be merged; say in a note how they belong together.',
  ),
  'case.merge-other-type': row(
    'conflict',
    '{number} 是另一种事项，不能并案。',
    '{number} is another kind of matter and cannot be merged.',
  ),
  'case.merge-ring': row(
    'conflict',
    '{number} 已经跟着这一件办理，不能互相并入。',
    '{number} follows this one already; they cannot follow each other.',
  ),
  'case.main-merged': row(
    'conflict',
    '{number} 自己已并入别的事项，请并到那一件。',
    '{number} was merged into another itself; please choose that one.',
  ),
  'case.main-closed': row(
    'conflict',
    '{number} 已经结案，不能再改并案。',
    '{number} is closed; merges with it stay as they are.',
  ),
  'case.main-open': row(
    'conflict',
    '合并办理的事项还没有办结，办结后请您评价。',
    'The matter it goes on with is still open; please rate when it is closed.',
  ),
  'case.reply-names': row(
    'invalid',
    '答复里有诉求人的姓名或电话，不能给其他人看。请改成不带称呼的话，或取消“关注和并案的人也能看到”。',
    'The reply holds the person’s name or phone, so others cannot read it. Please leave them out, or show it to the person alone.',
  ),
  'case.own-matter': row(
    'conflict',
    '这件事就是您反映的，请在“我的办理”里看进度。',
    'You raised this matter yourself; its way is among your own matters.',
  ),
  'case.follow-needs': row(
    'invalid',
    '请留一个电话，或保留查询链接，才能告诉您结果。',
    'Please leave a phone or keep the link, so that you can be told.',
  ),
  'case.followed-open': row(
    'conflict',
    '这件事还在办理，办结后仍没有解决再告诉我们。',
    'This matter is still under way; please tell us if it is not solved once it is closed.',
  ),
  'case.children-needed': row(
    'invalid',
    '请至少写明一个子事项：办什么、归哪个单位。',
    'Please name at least one part: what is to be done, and by which unit.',
  ),
  'case.split-child': row(
    'conflict',
    '这一件已是子事项，请在主事项上再分。',
    'This is a part already; please split the matter it belongs to.',
  ),
  'case.split-elsewhere': row(
    'invalid',
    '子事项要和主事项在同一个社区；别的社区的事请另行登记。',
    'A part lies in the same community as its matter; please register what lies elsewhere by itself.',
  ),
  'case.children-open': row(
    'conflict',
    '还有 {count} 个子事项没有办结（{numbers}），它们办结后才能往下走。',
    '{count} parts are still open ({numbers}); it goes on when they are closed.',
  ),
  'case.not-merged': row('conflict', '这件事没有并案。', 'This matter was not merged.'),
  'case.lead-begins': row('invalid', '请从新登记的页面做这一步。', 'This step is done by registering the new matter.'),
  'case.led-before': row(
    'conflict',
    '已经从这件事登记过一件，请打开那一件继续办。',
    'One was begun from this matter before; please go on with that one.',
  ),
  'case.no-paper': row('conflict', '没有已出具的文书。', 'No paper has been given out.'),
  'case.paper-void': row(
    'conflict',
    '这份文书已作废，不能再打印；需要的话请重新申请。',
    'This paper was declared void and is not printed any more; please apply anew if you need it.',
  ),
  'case.paper-not-now': row(
    'conflict',
    '现在还不能打印这份文书，请到出具之后再打印。',
    'This paper cannot be taken yet; please come back once it has been issued.',
  ),
  'case.beside-needed': row(
    'conflict',
    '这一步和并案一起办理，不能单独做。',
    'This step belongs to a merge and is not done by itself.',
  ),
  'case.nobody-to-ask': row(
    'conflict',
    '这件事没有可以直接问的群众，请现场核实或按来源渠道联系。',
    'There is nobody to ask on this matter; please look at the place.',
  ),
  'case.inquiry-open': row(
    'conflict',
    '已经问过群众，正在等答复。电话问到的，请用“记录电话答复”。',
    'The person has been asked and the answer is awaited. If they told you by phone, enter it.',
  ),
  'case.inquiries-used-up': row(
    'conflict',
    '这件事已问过群众 {most} 次，不能再停下来等；请打电话联系后继续办理。',
    'The person was asked {most} times already; please call them and go on.',
  ),
  'case.no-inquiry': row('conflict', '现在没有等答复的问题。', 'No question is open now.'),
  'case.answer-needed': row('invalid', '请写几个字，或附一张照片。', 'Please write a few words, or add a photo.'),
  'filters.too-many': row(
    'conflict',
    '存下的筛选已有 {most} 个，请先删掉不用的。',
    'You keep {most} filters already; please remove some first.',
  ),
  'outside.link-needed': row(
    'invalid',
    '请在“交外部人员”里填写交给谁、做什么，同时生成链接。',
    'Please say who it is for and what is to be done; the link is made with it.',
  ),
  'outside.link-over': row(
    'not-found',
    '这个链接已失效：可能到期、被收回、事情已办结，或链接不完整。请联系交给您的单位。',
    'This link no longer opens: it may be over, taken back, the matter closed, or the link cut short. Please call the unit that gave it to you.',
  ),
  'outside.day-needed': row(
    'invalid',
    '请选哪天上门（今天或以后）。',
    'Please choose the day you will come, today or later.',
  ),
  'outside.too-many-links': row(
    'conflict',
    '这件事已有 {most} 个有效的外部链接，请先收回不用的。',
    'This matter has {most} open links; please take one back first.',
  ),
  'outside.ended': row('conflict', '这个链接已收回或到期，请重新生成。', 'This link is over; please make a new one.'),
  'case.not-late': row('conflict', '还没有超时。', 'It is not late.'),
  'case.not-for-us': row('invalid', '{say}', '{say}'),
  'case.place-needed': row(
    'invalid',
    '请选择地点：在地图上点一下、填门牌，或扫门上的二维码。',
    'Please choose the place: on the map, by address, or by the door’s code.',
  ),
  'case.place-outside': row(
    'invalid',
    '这个地点不在本平台服务范围内，请拨打 12345。',
    'This place lies outside our area; please call 12345.',
  ),
  'case.contact-needed': row(
    'invalid',
    '请留下手机号，否则无法回复您；也可以选择“不需要回复”。',
    'Please leave a phone number, or choose “no reply needed”.',
  ),
  'case.certificate-forbidden': row(
    'invalid',
    '社区不出具这种证明：{instead}',
    'Communities do not issue this certificate: {instead}',
  ),
  'case.track-mismatch': row(
    'not-found',
    '没有查到：请核对编号和登记电话的后四位。',
    'Nothing found: please check the number and the last four digits of the phone.',
  ),
  // catalogue
  'service-items.not-applied-for': row(
    'invalid',
    '这类事项是反映问题，不是办事申请，不需要办事指南。',
    'Matters of this category are reported, not applied for; they have no guide.',
  ),
  'catalogue.unknown-category': row(
    'not-found',
    '没有这个类别，请重新选择。',
    'There is no such category. Please choose again.',
  ),
  'catalogue.changed-meanwhile': row(
    'conflict',
    '刚才已有人改过，您看到的不是最新内容。请看过最新内容再改。',
    'Somebody has just changed this. Please look at the newest state and change that.',
  ),
  'catalogue.code-taken': row(
    'conflict',
    '这个代码已有类别在用，请换一个。',
    'Another category has this code. Please choose another.',
  ),
  'catalogue.whole-district': row(
    'forbidden',
    '类别和时限全区共用，由区级管理人员修改；街道可以修改本街道的责任单位和分派规则。',
    'Categories and limits hold for the whole district and are changed by its office; a street changes its own duties and routing.',
  ),
  'catalogue.has-open-children': row(
    'conflict',
    '下面还有 {count} 个启用的子类（如“{name}”），请先停用它们。',
    'There are still {count} open sub-classes (such as “{name}”). Close them first.',
  ),
  'catalogue.parent-closed': row(
    'conflict',
    '上级类别“{name}”已停用，请先启用它。',
    'The class “{name}” above it is closed. Open that first.',
  ),
  'catalogue.too-deep': row('invalid', '类别最多三级。', 'There are three levels of categories at the most.'),
  'catalogue.other-type': row(
    'invalid',
    '子类要和上级是同一种事项。',
    'A sub-class must open the same kind of matter as the class above it.',
  ),
  'catalogue.unit-not-in-force': row(
    'invalid',
    '单位已撤销或不存在，请重新选择。',
    'A unit is not in force or does not exist. Please choose again.',
  ),
  'catalogue.limit-above-law': row(
    'invalid',
    '“{label}”的时限不能长于规定的上限（{limit}）。',
    'The limit of “{label}” must not be longer than the rule allows ({limit}).',
  ),
  'catalogue.polygon-broken': row(
    'invalid',
    '规则“{name}”的范围画得不对：{why}',
    'The outline of the rule “{name}” is not right: {why}',
  ),
  // files
  'files.unknown-kind': row(
    'invalid',
    '不支持这种文件，请上传照片（JPG、PNG、WebP）、录音或 PDF。',
    'Files of this kind are not taken. Please send photos (JPG, PNG, WebP), sound or PDF.',
  ),
  'files.damaged': row(
    'invalid',
    '文件打不开，可能没有传完整，请重新选择。',
    'The file cannot be opened; it may be incomplete. Please choose it again.',
  ),
  'files.heic-unreadable': row(
    'invalid',
    '这种照片格式（HEIC）暂时读不了，请在手机相机设置里选“兼容性最佳”，或截图后上传。',
    'Photos of this format (HEIC) cannot be read. Choose “Most compatible” in the camera’s settings, or send a screenshot.',
  ),
  'files.too-many-pixels': row(
    'invalid',
    '照片太大（超过 {millions} 百万像素），请缩小后再传。',
    'The photo is too large (over {millions} megapixels). Please make it smaller.',
  ),
  'files.too-large': row(
    'invalid',
    '文件太大（上限 {limit}），请换一个小一些的。',
    'The file is too large (limit {limit}). Please choose a smaller one.',
  ),
  'files.too-long': row(
    'invalid',
    '录音太长，请控制在 {minutes} 分钟以内，可以分几段。',
    'The recording is too long. Please keep it within {minutes} minutes.',
  ),
  'files.video': row(
    'invalid',
    '这里不收视频，请发照片或录音。',
    'Videos are not taken here. Please send photos or sound.',
  ),
  'files.other-bytes': row(
    'conflict',
    '这个编号已用于另一个文件，请重新选择文件。',
    'This id belongs to another file already. Please choose the file again.',
  ),
  'files.infected': row(
    'invalid',
    '这个文件里查出了病毒，没有保存。请换一个文件，并检查您的设备。',
    'A virus was found in this file; it was not kept. Please choose another and have your device checked.',
  ),
  'files.not-scanned': row(
    'unavailable',
    '病毒检查暂时连不上，文件没有保存，请稍后再传。',
    'The virus check cannot be reached for now; the file was not kept. Please send it again shortly.',
  ),
  'files.not-there': row(
    'conflict',
    '有 {count} 个附件还没有传完，请等上传完成后再提交。',
    '{count} attachments have not arrived yet. Please wait until they are sent.',
  ),
  'files.attached-already': row(
    'conflict',
    '这个附件已用在别处，请重新选择文件。',
    'This attachment is used elsewhere already. Please choose the file again.',
  ),
  // orders
  'order.not-enlisted': row(
    'forbidden',
    '您还不在本社区的志愿者（单位）名册上，请先登记，社区确认后就能接单。',
    'You are not on this community’s register of volunteers yet. Register first; once the community agrees you can take orders.',
  ),
  'order.not-your-kind': row(
    'forbidden',
    '您登记的服务种类里没有这一种，可以到“我的登记”里加上。',
    'This kind of work is not among those you registered for. You may add it to your registration.',
  ),
  'order.insurance-needed': row(
    'conflict',
    '这项服务有一定风险，要先登记有效的人身意外保险才能接（志愿服务条例第十七条）。请联系社区办理。',
    'This work carries some risk: it needs a recorded accident insurance first (Volunteer Service Regulations, art. 17). Please ask the community.',
  ),
  'order.gone': row(
    'conflict',
    '这一单已被别人接走，或已不在待接单里了。',
    'Somebody else has taken this order, or it is no longer offered.',
  ),
  'order.code-wrong': row('invalid', '确认码不对，请再问一下对方。', 'That code is not right. Please ask again.'),
  'order.code-locked': row(
    'too-many',
    '确认码试错太多次了，{minutes} 分钟后再试，或请对方在自己的查询页面确认。',
    'Too many wrong codes. Try again in {minutes} minutes, or let the person confirm on their own page.',
  ),
  'order.photo-not-cleared': row(
    'invalid',
    '公开照片前请先确认：照片里认不出人，或能认出的人已书面同意。',
    'Before a picture is shown to all, please confirm that nobody in it can be known, or that whoever can agreed in writing.',
  ),
  'order.hours-needed': row('invalid', '请填写服务了几个小时。', 'Please say how many hours it took.'),
  'order.receipt-needed': row(
    'invalid',
    '付了钱，请拍上票据；没有票据的，请写清买了什么。',
    'Something was paid: please add a photo of the receipt, or say what was bought if there is none.',
  ),
  'order.public-words': row(
    'invalid',
    '公开说明里不能有姓名、电话、门牌号，请改一下。',
    'The public words must hold no name, phone or door number.',
  ),
  // packages
  'packages.nothing': row(
    'invalid',
    '这个范围和期限里没有可以整理的事项。',
    'There are no matters to put together within this scope and period.',
  ),
  'packages.too-many': row(
    'invalid',
    '一次最多整理 {most} 件，请缩小范围或期限，分几次整理。',
    'At most {most} matters at a time; please narrow the scope or the period.',
  ),
  // my-data
  'my-data.no-tries': row(
    'too-many',
    '今天已经试了几次，都对不上。请明天再试，或带身份证到社区当面核对。',
    'Several tries today did not agree. Please try tomorrow, or come to the community with your id card.',
  ),
  'data-rights.not-working': row(
    'conflict',
    '申请受理后、答复前才能照它办理，并且要是这一类申请。',
    'Only a request of this kind that was accepted and is not answered yet can be carried out.',
  ),
  'data-rights.other-person': row(
    'conflict',
    '这份档案不是申请所说的人。',
    'This record is not of the person the request is about.',
  ),
  'data-rights.still-needed': row(
    'conflict',
    '此人仍在本社区居住或持有产权，登记属于法定职责，不能整份删除；可以更正、限制使用或删除个别内容。',
    'They live or own a home here: the record is a duty by law and cannot be erased whole. It can be corrected or restricted, or single values taken out.',
  ),
  // metrics
} as const satisfies Record<string, RefusalRow>;

export type RefusalCode = keyof typeof refusals;

/** One field that is not right: `path` as the client sent it, with words for the person. */
export interface FieldProblem {
  readonly path: string;
  readonly text: Text;
}

export interface RefusalDetails {
  /** Parameters of the words. */
  readonly with?: Readonly<Record<string, unknown>>;
  readonly fields?: readonly FieldProblem[];
  /** What the asker needs to go on: for a conflict, the state that won. */
  readonly current?: unknown;
}

/** An expected "no" the user can act on. Pure code returns it, code with I/O throws it once. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly kind: RefusalKind;
  readonly text: Text;
  readonly details: RefusalDetails;
  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.kind = refusals[code].kind;
    this.text = details.with ? fill(refusals[code].text, details.with) : refusals[code].text;
    this.details = details;
  }
}

/** Makes a refusal; `parameters` fill the `{places}` of its words. */
export function refuse(code: RefusalCode, parameters?: Readonly<Record<string, unknown>>): Refusal {
  return new Refusal(code, parameters ? { with: parameters } : {});
}
