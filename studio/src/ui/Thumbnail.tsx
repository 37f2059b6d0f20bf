import { useState } from 'react';
import { AudioLines, ImageOff } from 'lucide-react';
import styles from './Thumbnail.module.css';

/** A picture that keeps its place before it is there and when it never comes. */
export function Thumbnail({
  url,
  sound = false,
  className = '',
}: {
  url: string | undefined;
  sound?: boolean;
  className?: string | undefined;
}) {
  const [failed, setFailed] = useState<string | null>(null);
  const Icon = sound ? AudioLines : ImageOff;
  return (
    <span className={`${styles.frame} ${className}`}>
      {url && failed !== url ? (
        <img src={url} alt="" loading="lazy" decoding="async" draggable={false} onError={() => setFailed(url)} />
      ) : (
        <Icon size={22} aria-hidden />
      )}
    </span>
  );
}
