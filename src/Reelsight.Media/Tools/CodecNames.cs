namespace Reelsight.Media.Tools;

/// <summary>ffmpeg's names of codecs, their decoders and containers.</summary>
internal static class CodecNames
{
    /// <summary>
    /// Demuxers that read one self-contained file. Everything else is refused: playlists and reference formats
    /// (hls, dash, concat, imf, image sequences), scripts and vector images, text, devices, raw guesses.
    /// </summary>
    public static IReadOnlyList<string> Formats { get; } =
        Split(
            """
            mov mp4 m4a 3gp 3g2 mj2 matroska webm avi mpeg mpegts mpegvideo m4v h264 hevc obu ivf av1 flv live_flv asf asf_o
            ogg mxf nut rm dv wtv gxf mjpeg mjpeg_2000 yuv4mpegpipe gif apng
            wav w64 aiff mp3 aac ac3 eac3 flac amr caf au ape wv tta dts truehd loas oma spx
            png_pipe jpeg_pipe jpegls_pipe webp_pipe bmp_pipe tiff_pipe j2k_pipe jpegxl_pipe gif_pipe pbm_pipe pgm_pipe ppm_pipe pam_pipe
            """
        );

    /// <summary>Containers that come with a rare codec, so that the owner allows both by one name.</summary>
    public static IReadOnlyDictionary<string, string> FormatsOfRareCodecs { get; } =
        new Dictionary<string, string>
        {
            ["swf"] = "swf",
            ["flic"] = "flic",
            ["exr"] = "exr_pipe",
            ["dpx"] = "dpx_pipe",
            ["targa"] = "tga_pipe",
            ["qoi"] = "qoi_pipe",
        };

    /// <summary>What cameras, phones, recorders, editing programs, browsers and archives of the last 25 years write.</summary>
    public static IReadOnlyList<string> Common { get; } =
        Split(
            """
            h264 hevc av1 vp8 vp9 vp6 vp6f mpeg1video mpeg2video mpeg4 h263 h263p flv1 theora wmv1 wmv2 wmv3 vc1 msmpeg4v2 msmpeg4v3
            mjpeg prores dnxhd dvvideo ffv1 huffyuv ffvhuff rawvideo v210
            png apng gif webp bmp tiff jpegls jpeg2000 jpegxl pbm pgm ppm pam
            aac aac_latm mp1 mp2 mp3 opus vorbis speex flac alac ape wavpack tta ac3 eac3 dts truehd mlp
            wmav1 wmav2 wmapro wmalossless wmavoice amr_nb amr_wb gsm gsm_ms nellymoser s302m
            adpcm_ima_wav adpcm_ima_qt adpcm_ms adpcm_swf adpcm_yamaha adpcm_g722 adpcm_g726 adpcm_g726le
            pcm_alaw pcm_mulaw pcm_bluray pcm_dvd pcm_u8 pcm_s8 pcm_s8_planar pcm_u16le pcm_u16be pcm_s16le pcm_s16be pcm_s16le_planar
            pcm_s16be_planar pcm_u24le pcm_u24be pcm_s24le pcm_s24be pcm_s24le_planar pcm_u32le pcm_u32be pcm_s32le pcm_s32be
            pcm_s32le_planar pcm_s64le pcm_s64be pcm_f32le pcm_f32be pcm_f64le pcm_f64be
            """
        );

    /// <summary>Decoders of subtitles that ffprobe opens; none is ever given anything to decode.</summary>
    public static IReadOnlyList<string> Subtitles { get; } = Split("mov_text srt subrip ssa ass webvtt text dvdsub dvbsub pgssub cc_dec");

    private static readonly Dictionary<string, string[]> _decoders = new()
    {
        ["av1"] = ["libdav1d", "libaom-av1", "av1"],
        ["vp8"] = ["vp8", "libvpx"],
        ["vp9"] = ["vp9", "libvpx-vp9"],
        ["mpeg2video"] = ["mpeg2video", "mpegvideo"],
        ["flv1"] = ["flv"],
        ["msmpeg4v3"] = ["msmpeg4"],
        ["jpeg2000"] = ["jpeg2000", "libopenjpeg"],
        ["jpegxl"] = ["libjxl", "jpegxl"],
        ["aac"] = ["aac", "aac_fixed", "libfdk_aac"],
        ["mp1"] = ["mp1float", "mp1"],
        ["mp2"] = ["mp2float", "mp2"],
        ["mp3"] = ["mp3float", "mp3"],
        ["opus"] = ["opus", "libopus"],
        ["vorbis"] = ["vorbis", "libvorbis"],
        ["speex"] = ["speex", "libspeex"],
        ["ac3"] = ["ac3", "ac3_fixed"],
        ["dts"] = ["dca"],
        ["amr_nb"] = ["amrnb", "libopencore_amrnb"],
        ["amr_wb"] = ["amrwb", "libopencore_amrwb"],
        ["gsm"] = ["gsm", "libgsm"],
        ["gsm_ms"] = ["gsm_ms", "libgsm_ms"],
        ["adpcm_g722"] = ["g722"],
        ["adpcm_g726"] = ["g726"],
        ["adpcm_g726le"] = ["g726le"],
        // Rare ones, so that the owner may name either.
        ["cmv"] = ["eacmv"],
        ["cscd"] = ["camstudio"],
        ["idcin"] = ["idcinvideo"],
        ["iff_ilbm"] = ["iff"],
        ["mad"] = ["eamad"],
        ["roq"] = ["roqvideo"],
        ["smackvideo"] = ["smackvid"],
        ["svg"] = ["librsvg"],
        ["tgq"] = ["eatgq"],
        ["tgv"] = ["eatgv"],
        ["tqi"] = ["eatqi"],
        ["tscc"] = ["camtasia"],
        ["ulti"] = ["ultimotion"],
        ["vixl"] = ["xl"],
        ["ws_vqa"] = ["vqavideo"],
        ["atrac3p"] = ["atrac3plus"],
        ["atrac3pal"] = ["atrac3plusal"],
        ["avc"] = ["on2avc"],
        ["codec2"] = ["libcodec2"],
        ["mp3adu"] = ["mp3adufloat", "mp3adu"],
        ["mp3on4"] = ["mp3on4float", "mp3on4"],
        ["mp4als"] = ["als"],
        ["musepack7"] = ["mpc7"],
        ["musepack8"] = ["mpc8"],
        ["ra_144"] = ["real_144"],
        ["ra_288"] = ["real_288"],
        ["smackaudio"] = ["smackaud"],
        ["westwood_snd1"] = ["ws_snd1"],
        ["dvb_teletext"] = ["libzvbi_teletextdec"],
        ["dvb_subtitle"] = ["dvbsub"],
        ["dvd_subtitle"] = ["dvdsub"],
        ["hdmv_pgs_subtitle"] = ["pgssub"],
        ["eia_608"] = ["cc_dec"],
    };

    private static readonly Dictionary<string, string> _codecs = _decoders
        .SelectMany(codec => codec.Value.Select(decoder => (decoder, codec.Key)))
        .ToDictionary(pair => pair.decoder, pair => pair.Key);

    /// <summary>Names of the decoders of a codec; those of hardware are never chosen by themselves.</summary>
    public static IReadOnlyList<string> GetDecoders(string codec) => _decoders.GetValueOrDefault(codec) ?? [codec];

    /// <summary>The codec of a decoder.</summary>
    public static string GetCodec(string decoder) => _codecs.GetValueOrDefault(decoder, decoder);

    private static string[] Split(string names) => names.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
