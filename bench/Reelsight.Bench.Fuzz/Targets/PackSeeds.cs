namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>Manifests of packs that an owner brings.</summary>
internal static class PackSeeds
{
    public static IReadOnlyList<byte[]> All { get; } =
    [
        """
        {"name":"my-clip","licence":"MIT","files":{"image.onnx":"00","text.onnx":"11","background.bin":"22","vocab.json":"33",
        "merges.txt":"44",
        "cat.jpg":"55"},"visual":{"dimension":512,"background":"background.bin",
        "pictures":{"file":"image.onnx","size":224,"mean":[0.48,0.45,0.40],"std":[0.26,0.26,0.27],"resize":"shortest","channels":"rgb"},
        "texts":{"file":"text.onnx","tokenizer":"clip","vocabulary":"vocab.json","merges":"merges.txt","length":77,"padding":49407},
        "checks":[{"text":"a cat","vector":[0.1,0.2]},{"picture":"cat.jpg","vector":[0.3,-0.4]}]}}
        """u8.ToArray(),
        """
        {"name":"my-speech","licence":"Apache-2.0","files":{"encoder.onnx":"aa","decoder.onnx":"bb"},
        "speech":{"encoder":"encoder.onnx","decoder":"decoder.onnx","layers":8,"heads":8,"headSize":52}}
        """u8.ToArray(),
    ];
}
