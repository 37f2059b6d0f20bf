namespace Reelsight.Media.Probe;

/// <summary>Short names and media types for ffmpeg's container names.</summary>
internal static class ContainerNames
{
    public static string GetShortName(ProbeFormat format, bool isWebm) =>
        format.FormatName switch
        {
            "mov,mp4,m4a,3gp,3g2,mj2" => format.Tags.GetValueOrDefault("major_brand")?.Trim() switch
            {
                "qt" or null => "mov",
                "M4A" or "M4B" => "m4a",
                ['3', 'g', 'p', ..] => "3gp",
                ['3', 'g', '2', ..] => "3g2",
                _ => "mp4",
            },
            "matroska,webm" => isWebm ? "webm" : "matroska",
            var name when name.EndsWith("_pipe", StringComparison.Ordinal) => name[..^"_pipe".Length],
            var name => name.Split(',')[0],
        };

    public static string GetMimeType(ProbeFormat format, bool isWebm, MediaKind kind)
    {
        var name = GetShortName(format, isWebm);
        var known = name switch
        {
            "mov" => kind == MediaKind.Audio ? "audio/mp4" : "video/quicktime",
            "m4a" => "audio/mp4",
            "3gp" => "video/3gpp",
            "3g2" => "video/3gpp2",
            "matroska" => kind == MediaKind.Audio ? "audio/x-matroska" : "video/x-matroska",
            "avi" => "video/x-msvideo",
            "mpegts" => "video/mp2t",
            "mpeg" or "mpegvideo" => "video/mpeg",
            "asf" or "asf_o" => kind == MediaKind.Audio ? "audio/x-ms-wma" : "video/x-ms-wmv",
            "flv" or "live_flv" => "video/x-flv",
            "mxf" => "application/mxf",
            "mp3" => "audio/mpeg",
            "wav" or "w64" => "audio/wav",
            "gif" or "png" or "jpeg" or "webp" or "bmp" or "tiff" or "apng" => $"image/{name}",
            "j2k" => "image/jp2",
            "jpegxl" => "image/jxl",
            _ => null,
        };
        return known ?? $"{(kind switch { MediaKind.Video => "video", MediaKind.Audio => "audio", _ => "image" })}/{name}";
    }
}
