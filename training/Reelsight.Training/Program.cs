// Trains the heads of the joint image-text space. `./reelsight train --help` says how; training/README.md says what came of it.
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;
using Reelsight.Search.Lexicon;
using Reelsight.Training;
using Reelsight.Training.Calibration;
using Reelsight.Training.Commands;
using Reelsight.Training.Data;
using Reelsight.Training.Evaluation;
using Reelsight.Training.VisualSimilarity;

if (args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine(TrainingArguments.Usage);
    return 0;
}

var given = new TrainingArguments(args);
var root = DefaultPaths.FindRepositoryRoot();
var store = new ModelStore();
await store.FetchAsync();
using var texts = new TextEncoders(store);
var pictures = given.GetText("--pictures", Path.GetFullPath(Path.Combine(root, "..", "shared", "training")));
var cache = given.GetText("--cache", DefaultPaths.GetCacheFolder());
if (given.Command == "cost")
{
    await CostCommand.RunAsync(store, pictures, texts);
    return 0;
}

if (given.Command == "poses")
{
    await PosesCommand.RunAsync(store, pictures, (int)given.GetNumber("--photos", int.MaxValue));
    return 0;
}

if (given.Command == "looks")
{
    await VisualSimilarityCommand.RunAsync(
        store,
        pictures,
        new FeatureCache(pictures, cache, store),
        given.GetText("--out", Path.Combine(root, "src", "Reelsight.Inference", "Embeddings"))
    );
    return 0;
}

var encoder = texts.Get(given.GetText("--texts", TrainCommand.TextSpace));
var captionsOnly = given.Command == "captions" || given.GetText("--part", "") == "captions";
var data = await TrainingData.LoadAsync(pictures, cache, new FeatureCache(pictures, cache, store), encoder, !captionsOnly);
Console.WriteLine(
    $"{data.Captioned.NormalizedFeatures.Rows} captioned photos, "
        + $"{data.Classes.Sum(set => set.NormalizedFeatures.Rows)} pictures of {data.Classes.Count} sets of classes"
);
switch (given.Command)
{
    case "train":
        TrainCommand.Run(data, Out(), texts);
        return 0;
    case "captions":
        TrainCommand.RunCaptions(data, Out(), encoder, JointHead.Load(store, given.GetText("--from", "reelsight-1")));
        return 0;
    case "calibration":
        // Both heads share the table: it is made for the one that is used where nothing is said.
        var wordNet = WordNet.Open();
        var space = JointSpace.Open(store, texts);
        var objects = new ObjectJudge(store, cache, new LabelResolver(wordNet, LabelCatalog.Default));
        var ranking = Path.Combine(root, "src", "Reelsight.Search", "Ranking");
        CalibrationCommand.Run(
            await CalibrationCommand.JudgeAsync(
                objects,
                space,
                data.WithTexts(cache, texts.Get(store.GetHead(space.Name).Texts)),
                pictures,
                wordNet,
                name => data.WithTexts(cache, texts.Get(name)).Captioned.Captions
            ),
            space,
            given.Has("--measure") ? null : Path.Combine(given.GetText("--out", ranking), "calibration.txt")
        );
        return 0;
    case "background":
        foreach (var head in store.Heads)
        {
            BackgroundCommand.Run(head.Space, JointHead.Load(new ModelStore(), head.Space), data, Out(), texts.Get(head.Texts));
        }

        return 0;
    case "tune":
        TuneCommand.Run(data, given);
        return 0;
    case "evaluate":
        foreach (var head in store.Heads)
        {
            var own = texts.Get(head.Texts);
            HeadReport.Print(head.Space, JointHead.Load(new ModelStore(), head.Space), data.WithTexts(cache, own), own, SplitPart.Test);
        }

        return 0;
    default:
        Console.Error.WriteLine(TrainingArguments.Usage);
        return 2;
}

string Out() => given.GetText("--out", Path.Combine(root, "src", "Reelsight.Inference", "Embeddings"));
