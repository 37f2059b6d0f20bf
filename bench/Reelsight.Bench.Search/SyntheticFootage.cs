using System.Globalization;
using System.Numerics.Tensors;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Embeddings;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.TestSupport;

namespace Reelsight.Bench.Search;

/// <summary>Seeded footage through the real stores: videos of ten clips with tracks, spoken phrases and written lines.</summary>
internal sealed class SyntheticFootage(ReelsightStores stores, ITextEncoder encoder, int seed)
{
    public const string Tenant = "bench";

    private const double ClipSec = 6;
    private const int ClipsPerVideo = 10;
    private const int FeatureDimension = VisualSimilaritySpace.Dimensions;

    private static readonly string[] Subjects =
    [
        "the team",
        "our guide",
        "this engineer",
        "a customer",
        "the driver",
        "my neighbour",
        "the teacher",
        "that company",
    ];
    private static readonly string[] Verbs =
    [
        "explains",
        "repairs",
        "compares",
        "delivers",
        "opens",
        "describes",
        "paints",
        "installs",
        "measures",
        "packs",
    ];
    private static readonly string[] Adjectives = Split(
        """
        wooden broken quarterly safety security solar short old new cheap heavy portable local annual electric plastic digital empty
        narrow public spare frozen modern rusty
        """
    );
    private static readonly string[] Nouns = Split(
        """
        shelf pump budget trail helmet camera fence recipe update timetable panel chain museum report engine valve ladder contract
        invoice printer bridge tunnel window blanket charger filter garden harbour kettle lantern manual notebook oven pallet quilt
        radiator saddle tractor wallet cable
        """
    );
    private static readonly string[] Colours = ["black", "white", "grey", "red", "yellow", "green", "blue", "brown"];
    private static readonly string[] Names =
    [
        "delivery",
        "kitchen",
        "parking",
        "interview",
        "warehouse",
        "street",
        "market",
        "lesson",
        "garden",
        "office",
    ];

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, float[]> _encodedPhrases = [];

    /// <summary>Adds an index with this many videos; returns its id.</summary>
    public async Task<string> AddAsync(int videos, DateTimeOffset now, CancellationToken ct)
    {
        var index = new IndexRecord
        {
            Id = stores.Ids.Next(),
            TenantId = Tenant,
            Name = $"{videos} videos",
            Models = [new IndexModel("marengo3.0", ["visual", "audio"])],
            Addons = [],
            CreatedAt = now,
            UpdatedAt = now,
        };
        await stores.Indexes.AddAsync(index, ct);
        for (var i = 0; i < videos; i++)
        {
            var hash = i.ToString("x64", CultureInfo.InvariantCulture);
            var name = $"{Names[_random.Next(Names.Length)]}-{i:00000}.mp4";
            var asset = new AssetRecord
            {
                Id = stores.Ids.Next(),
                TenantId = Tenant,
                Method = AssetMethod.Direct,
                Status = AssetStatus.Ready,
                Filename = name,
                FileType = "video/mp4",
                ContentHash = hash,
                CreatedAt = now,
                UpdatedAt = now,
            };
            var video = new VideoRecord
            {
                Id = stores.Ids.Next(),
                TenantId = Tenant,
                IndexId = index.Id,
                AssetId = asset.Id,
                ContentHash = hash,
                Status = VideoStatus.Ready,
                Filename = name,
                DurationSec = ClipSec * ClipsPerVideo,
                UserMetadataJson = $$"""{"camera":"{{i % 20}}"}""",
                IndexedAt = now,
                CreatedAt = now,
                UpdatedAt = now,
            };
            await stores.Assets.AddAsync(asset, null, ct);
            await stores.Descriptions.PutAsync(Tenant, hash, "1", CreateDescription(i), ct);
            await stores.Videos.AddAsync(video, null, new JobRequest(Tenant, "index_video", video.Id), ct);
        }
        return index.Id;
    }

    private MediaDescription CreateDescription(int video)
    {
        var evidence = new List<Evidence>();
        var hasSpeech = _random.Next(3) > 0;
        for (var clip = 0; clip < ClipsPerVideo; clip++)
        {
            var start = clip * ClipSec;
            for (var tracks = _random.Next(5); tracks > 0; tracks--)
            {
                evidence.Add(CreateTrack(start));
            }
            if (hasSpeech)
            {
                evidence.Add(CreatePassage(EvidenceKind.Speech, start + 0.5, start + 4));
            }
            if (_random.Next(4) == 0)
            {
                evidence.Add(CreatePassage(EvidenceKind.OnScreenText, start, start + ClipSec));
            }
        }
        evidence.Sort((a, b) => a.StartSec.CompareTo(b.StartSec));
        var vectors = new float[evidence.Count * encoder.Dimension];
        for (var i = 0; i < evidence.Count; i++)
        {
            if (evidence[i].Kind != EvidenceKind.Object)
            {
                Encode(evidence[i].Text).CopyTo(vectors, i * encoder.Dimension);
            }
        }
        return new MediaDescription
        {
            Clips = [.. Enumerable.Range(0, ClipsPerVideo).Select(i => new Clip(i * ClipSec, (i + 1) * ClipSec, $"thumbnails/{i}.jpg"))],
            Evidence = evidence,
            Vectors =
            [
                new VectorSet(encoder.Space, VectorUnit.Evidence, encoder.Dimension, vectors),
                new VectorSet(
                    VisualSimilaritySpace.Name,
                    VectorUnit.Clip,
                    FeatureDimension,
                    [.. Enumerable.Range(0, ClipsPerVideo).SelectMany(clip => CreateVisualFeatures(video, clip))]
                ),
            ],
            HasAudio = hasSpeech,
        };
    }

    /// <summary>Visual features of a clip, unlike those of any other.</summary>
    public static float[] CreateVisualFeatures(int video, int clip)
    {
        var random = new Random(video * ClipsPerVideo + clip);
        var features = new float[FeatureDimension];
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = random.NextSingle() - 0.5f;
        }
        TensorPrimitives.Divide(features, TensorPrimitives.Norm<float>(features), features);
        return features;
    }

    private Evidence CreateTrack(double clipStart)
    {
        // Squaring favours the first labels, as real footage favours people and cars.
        var label = CocoLabels.All[(int)(Math.Pow(_random.NextDouble(), 3) * CocoLabels.All.Count)];
        var start = clipStart + _random.NextDouble() * 3;
        var end = start + 1 + _random.NextDouble() * 6;
        end = Math.Min(end, ClipSec * ClipsPerVideo);
        var score = 0.4f + 0.5f * _random.NextSingle();
        return new Evidence
        {
            Kind = EvidenceKind.Object,
            Text = label,
            StartSec = start,
            EndSec = end,
            Confidence = score,
            Source = "bench",
            Moving = _random.Next(2) == 0,
            Colours = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Colours[_random.Next(Colours.Length)]).Distinct()],
            Sightings =
            [
                .. Enumerable
                    .Range(0, (int)((end - start) * 2) + 1)
                    .Select(i => new Sighting(start + i * 0.5, 0.1f, 0.2f, 0.3f, 0.4f, score)),
            ],
        };
    }

    private Evidence CreatePassage(EvidenceKind kind, double start, double end) =>
        new()
        {
            Kind = kind,
            Text =
                $"{Subjects[_random.Next(Subjects.Length)]} {Verbs[_random.Next(Verbs.Length)]} "
                + $"the {Adjectives[_random.Next(Adjectives.Length)]} {Nouns[_random.Next(Nouns.Length)]}",
            StartSec = start,
            EndSec = end,
            Source = "bench",
        };

    private static string[] Split(string words) => words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The vector of a phrase without its subject: those are few enough to encode each once.</summary>
    private float[] Encode(string phrase)
    {
        var text = Subjects
            .Where(subject => phrase.StartsWith(subject, StringComparison.Ordinal))
            .Select(subject => phrase[(subject.Length + 1)..])
            .First();
        if (!_encodedPhrases.TryGetValue(text, out var vector))
        {
            _encodedPhrases.Add(text, vector = encoder.Encode(text));
        }
        return vector;
    }
}
