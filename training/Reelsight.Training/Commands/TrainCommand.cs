using System.Diagnostics;
using System.Security.Cryptography;
using Reelsight.Inference.Embeddings;
using Reelsight.Training.Data;
using Reelsight.Training.Evaluation;
using Reelsight.Training.Heads;

namespace Reelsight.Training.Commands;

/// <summary>
/// Trains both heads, measures them on the test part and writes them. Temperatures come from a concept head that has not seen the
/// validation part; what is written has seen it, and never the test part.
/// </summary>
internal static class TrainCommand
{
    /// <summary>Space of the texts that a head with captions is trained with.</summary>
    public const string TextSpace = TextEncoders.PairSpace;

    // Its vectors are those of names, and joint vectors have 512 numbers.
    private const string FreeTextSpace = TextEncoder.SpaceName;

    private static readonly (string Space, bool Free)[] Heads = [("reelsight-2", false), ("reelsight-1-free", true)];

    public static void Run(TrainingData data, string folder, TextEncoders texts)
    {
        var watch = Stopwatch.StartNew();
        foreach (var (space, free) in Heads)
        {
            Write(space, Train(data, free), data, folder, texts.Get(free ? FreeTextSpace : TextSpace), watch);
        }

        Console.WriteLine("Write sizes and hashes into src/Reelsight.Inference/Packs/default-packs.json.");
    }

    /// <summary>
    /// Trains only the maps from images and captions, and takes scaling, names and their weights from another head: what it names stays
    /// as it is.
    /// </summary>
    public static void RunCaptions(TrainingData data, string folder, ITextEncoder encoder, JointHead source)
    {
        var training = new HeadTraining(data, free: false, [SplitPart.Training, SplitPart.Validation]);
        var watch = Stopwatch.StartNew();
        var captions = training.TrainCaptions(source.Scaling, new CaptionTrainingOptions());
        Write(Heads[0].Space, source with { Captions = captions }, data, folder, encoder, watch);
    }

    private static void Write(string space, JointHead head, TrainingData data, string folder, ITextEncoder encoder, Stopwatch watch)
    {
        using var bytes = new MemoryStream();
        head.Write(bytes);
        File.WriteAllBytes(Path.Combine(folder, $"{space}.head"), bytes.ToArray());
        Console.WriteLine(
            $"{space}.head: {bytes.Length} bytes, SHA-256 "
                + $"{Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))}, after {watch.Elapsed.TotalSeconds:0} s"
        );
        BackgroundCommand.Run(space, head, data, folder, encoder);
        HeadReport.Print(space, head, data, encoder, SplitPart.Test);
    }

    private static JointHead Train(TrainingData data, bool free)
    {
        var unfinished = new HeadTraining(data, free, [SplitPart.Training]);
        var provisional = unfinished.FitScaling();
        var temperature = unfinished.FitTemperature(
            provisional,
            unfinished.TrainConcepts(provisional, new ConceptTrainingOptions()),
            SplitPart.Validation
        );

        var training = new HeadTraining(data, free, [SplitPart.Training, SplitPart.Validation]);
        var scaling = training.FitScaling();
        var concepts = training.TrainConcepts(scaling, new ConceptTrainingOptions());
        return new JointHead(scaling, training.TrainCaptions(scaling, new CaptionTrainingOptions()), training.Names, concepts, temperature);
    }
}
