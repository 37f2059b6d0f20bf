import { useState } from 'react';
import { Copy, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import type { Index } from '../../api/indexes';
import { IconButton } from '../../ui/Button';
import { copyText } from '../../ui/clipboard';
import { Menu } from '../../ui/Menu';
import { DeleteIndexDialog, RenameIndexDialog } from './IndexDialogs';

/** The actions of an index. */
export function IndexMenu({ index }: { index: Index }) {
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        items={[
          { label: 'Rename', icon: Pencil, onSelect: () => setOpen('rename') },
          { label: 'Copy ID', icon: Copy, onSelect: () => void copyText(index._id, 'ID') },
          { label: 'Delete', icon: Trash2, danger: true, onSelect: () => setOpen('delete') },
        ]}
      >
        <IconButton icon={Ellipsis} label="Index actions" />
      </Menu>
      {open === 'rename' && <RenameIndexDialog index={index} onClose={close} />}
      {open === 'delete' && <DeleteIndexDialog index={index} onClose={close} />}
    </>
  );
}
