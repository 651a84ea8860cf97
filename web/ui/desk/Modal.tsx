import { Modal as LibraryModal, type ModalProps } from 'antd';
import { useFocusBack } from './use-focus-back.ts';

/** The dialog of the desk: the focus stays inside, Escape closes it, and the focus goes back to what opened it. */
export function Modal(props: ModalProps) {
  useFocusBack(props.open === true);
  return <LibraryModal {...props} />;
}
