namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>Reports as ffprobe writes them.</summary>
internal static class ProbeSeeds
{
    public static IReadOnlyList<byte[]> All { get; } =
    [
        """
        {"streams":[{"index":0,"codec_name":"h264","codec_long_name":"H.264","codec_type":"video","profile":"High","width":1920,
        "height":1080,
        "has_b_frames":2,"sample_aspect_ratio":"1:1","display_aspect_ratio":"16:9","pix_fmt":"yuv420p10le","color_range":"tv",
        "r_frame_rate":"30000/1001","avg_frame_rate":"30000/1001","time_base":"1/30000","start_pts":0,"start_time":"0.000000",
        "duration":"4.004000","bit_rate":"1200000","bits_per_raw_sample":"8","nb_frames":"120","disposition":{"default":1,"attached_pic":0},
        "tags":{"creation_time":"2026-01-02T03:04:05.000000Z","timecode":"01:00:00;00"},
        "side_data_list":[{"side_data_type":"Display Matrix",
        "displaymatrix":"\n00000000: 0 65536 0\n00000001: -65536 0 0\n00000002: 0 0 1073741824\n","rotation":-90}]},
        {"index":1,"codec_name":"aac","codec_type":"audio","sample_rate":"48000","channels":2,"channel_layout":"stereo","bits_per_sample":0,
        "time_base":"1/48000","start_time":"0.021","duration":"4.0","disposition":{"default":1},"tags":{"language":"eng"}}],
        "format":{"format_name":"mov,mp4,m4a,3gp,3g2,mj2","start_time":"0.000000","duration":"4.004000","bit_rate":"1300000",
        "tags":{"major_brand":"isom","location":"+48.1351+011.5820+520.0/","date":"2026"}}}
        """u8.ToArray(),
        """
        {"streams":[{"index":0,"codec_name":"vp9","codec_type":"video","width":640,"height":360,"r_frame_rate":"25/1",
        "avg_frame_rate":"0/0",
        "time_base":"1/1000","start_pts":7,"start_time":"0.007","disposition":{},"tags":{"DURATION":"00:00:02.033000000"}},
        {"index":1,"codec_name":"magicyuv","codec_type":"video","width":64,"height":64,"disposition":{}},
        {"index":2,"codec_name":"ttf","codec_type":"attachment"}],"format":{"format_name":"matroska,webm","duration":"2.033","tags":{}},
        "frames":[{"tags":{"Orientation":"6"}}]}
        """u8.ToArray(),
        """
        {"streams":[{"index":0,"codec_name":"pcm_s16le","codec_type":"audio","sample_rate":"8000","channels":1,
        "bits_per_sample":16}],"format":{"format_name":"wav"}}
        """u8.ToArray(),
    ];
}
