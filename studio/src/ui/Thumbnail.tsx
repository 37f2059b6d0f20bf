import { useState } from 'react';
import { AudioLines, ImageOff } from 'lucide-react';
import styles from './Thumbnail.module.css';

/** An image that keeps its space while it is loading and when it is missing. */
export function Thumbnail({
  url,
  isAudio = false,
  className = '',
}: {
  url: string | undefined;
  isAudio?: boolean;
  className?: string | undefined;
}) {
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  const Icon = isAudio ? AudioLines : ImageOff;
  return (
    <span className={`${styles.frame} ${className}`}>
      {url && failedUrl !== url ? (
        <img src={url} alt="" loading="lazy" decoding="async" draggable={false} onError={() => setFailedUrl(url)} />
      ) : (
        <Icon size={22} aria-hidden />
      )}
    </span>
  );
}
