namespace Reelsight.Media.Tests;

/// <summary>A clip in each of the common codecs, by the codec's name.</summary>
internal static class CommonClips
{
    public const string Picture = "-f lavfi -i testsrc2=s=176x144:r=25:d=0.4 ";
    private const string Sound = "-f lavfi -i sine=d=0.4:sample_rate=48000 ";

    /// <summary>Videos and images.</summary>
    public static IReadOnlyDictionary<string, CommonClip> Video { get; } =
        Index(
            new("h264", "mkv", Picture + "-c:v libx264 -preset ultrafast"),
            new("hevc", "mkv", Picture + "-c:v libx265 -preset ultrafast -x265-params log-level=none"),
            new("vp8", "webm", Picture + "-c:v libvpx -deadline realtime -cpu-used 8"),
            new("vp9", "webm", Picture + "-c:v libvpx-vp9 -deadline realtime -cpu-used 8"),
            new("av1", "mkv", Picture + "-c:v libaom-av1 -usage realtime -cpu-used 8"),
            new("mpeg1video", "mpg", Picture + "-c:v mpeg1video"),
            new("mpeg2video", "ts", Picture + "-c:v mpeg2video"),
            new("mpeg4", "mp4", Picture + "-c:v mpeg4"),
            new("h263", "3gp", Picture + "-c:v h263"),
            new("flv1", "flv", Picture + "-c:v flv"),
            new("theora", "ogv", Picture + "-c:v libtheora"),
            new("wmv1", "wmv", Picture + "-c:v wmv1"),
            new("wmv2", "wmv", Picture + "-c:v wmv2"),
            new("msmpeg4v2", "avi", Picture + "-c:v msmpeg4v2"),
            new("msmpeg4v3", "avi", Picture + "-c:v msmpeg4"),
            new("mjpeg", "avi", Picture + "-c:v mjpeg"),
            new("prores", "mov", Picture + "-c:v prores_ks"),
            new("dnxhd", "mov", "-f lavfi -i testsrc2=s=256x144:r=25:d=0.2 -c:v dnxhd -profile:v dnxhr_lb -pix_fmt yuv422p"),
            new("dvvideo", "dv", "-f lavfi -i testsrc2=s=720x576:r=25:d=0.2 -c:v dvvideo -pix_fmt yuv420p"),
            new("ffv1", "mkv", Picture + "-c:v ffv1"),
            new("huffyuv", "avi", Picture + "-c:v huffyuv -pix_fmt yuv422p"),
            new("ffvhuff", "avi", Picture + "-c:v ffvhuff"),
            new("rawvideo", "avi", Picture + "-c:v rawvideo"),
            new("v210", "mov", Picture + "-c:v v210"),
            new("gif", "gif", Picture + "-c:v gif"),
            new("apng", "apng", Picture + "-f apng"),
            new("png", "png", Picture + "-frames:v 1"),
            new("webp", "webp", Picture + "-frames:v 1"),
            new("bmp", "bmp", Picture + "-frames:v 1"),
            new("tiff", "tiff", Picture + "-frames:v 1"),
            new("jpegls", "jls", Picture + "-frames:v 1 -c:v jpegls -f image2"),
            new("jpeg2000", "jp2", Picture + "-frames:v 1 -c:v jpeg2000")
        );

    /// <summary>Audio files.</summary>
    public static IReadOnlyDictionary<string, CommonClip> Audio { get; } =
        Index(
            new("aac", "m4a", Sound + "-c:a aac"),
            new("mp2", "mp2", Sound + "-c:a mp2"),
            new("mp3", "mp3", Sound + "-c:a libmp3lame"),
            new("opus", "ogg", Sound + "-c:a libopus"),
            new("vorbis", "ogg", Sound + "-c:a libvorbis"),
            new("speex", "ogg", Sound + "-ar 16000 -c:a libspeex"),
            new("flac", "flac", Sound + "-c:a flac"),
            new("alac", "m4a", Sound + "-c:a alac"),
            new("wavpack", "wv", Sound + "-c:a wavpack"),
            new("tta", "tta", Sound + "-c:a tta"),
            new("ac3", "ac3", Sound + "-c:a ac3"),
            new("eac3", "eac3", Sound + "-c:a eac3"),
            new("dts", "dts", Sound + "-c:a dca -strict -2"),
            new("truehd", "mkv", Sound + "-ac 2 -c:a truehd -strict -2"),
            new("wmav1", "wma", Sound + "-c:a wmav1"),
            new("wmav2", "wma", Sound + "-c:a wmav2"),
            new("adpcm_ima_wav", "wav", Sound + "-c:a adpcm_ima_wav"),
            new("adpcm_ms", "wav", Sound + "-c:a adpcm_ms"),
            new("adpcm_g722", "wav", Sound + "-ar 16000 -c:a g722"),
            new("gsm_ms", "wav", Sound + "-ar 8000 -c:a libgsm_ms"),
            new("nellymoser", "flv", Sound + "-ar 22050 -c:a nellymoser"),
            new("s302m", "ts", Sound + "-ac 2 -c:a s302m -strict -2"),
            new("pcm_s16le", "wav", Sound + "-c:a pcm_s16le"),
            new("pcm_s24be", "aiff", Sound + "-c:a pcm_s24be"),
            new("pcm_f32le", "wav", Sound + "-c:a pcm_f32le"),
            new("pcm_mulaw", "au", Sound + "-c:a pcm_mulaw")
        );

    private static Dictionary<string, CommonClip> Index(params CommonClip[] clips) => clips.ToDictionary(clip => clip.Codec);
}
