using System.Numerics.Tensors;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;
using Reelsight.Inference.Tests.Detection;

namespace Reelsight.Inference.Tests.Embeddings;

[Collection(ModelPackCollection.Name)]
public sealed class JointSpaceTests(ModelPackFixture packs) : IDisposable
{
    private const string Dogs = "pic1/IMG-20191006-WA0002.jpg";
    private const string Dinner = "pic2/IMG_20191224_234846.jpg";
    private const string City = "pic1/IMG_1054.JPG";

    private readonly ObjectDetector _detector = ObjectDetector.Open(packs.Store, new ObjectDetectorOptions { UseSecondPass = false });
    private readonly ImageFeatureExtractor _features = ImageFeatureExtractor.Open(packs.Store);
    private readonly TextEncoders _texts = new(packs.Store);

    public static TheoryData<string> Spaces => [.. PackManifest.Default.Heads.Select(head => head.Space)];

    public void Dispose()
    {
        _detector.Dispose();
        _features.Dispose();
        _texts.Dispose();
    }

    [Fact]
    public async Task A_photo_is_found_by_a_sentence_about_it()
    {
        var space = Open("reelsight-2");
        var photos = new[] { Dogs, Dinner, City };
        var vectors = await Task.WhenAll(photos.Select(async photo => (await DescribeAsync(space, photo)).Vector));
        string[] questions =
        [
            "two white dogs stand under a tree",
            "a dish of food on a table with pictures on the wall",
            "many buildings of a city",
        ];
        Assert.Equal([0, 1, 2], questions.Select(question => Best(space.Encode(question), vectors)));
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public async Task Vectors_have_norm_one_and_probabilities_sum_to_one(string name)
    {
        var space = Open(name);
        var picture = await DescribeAsync(space, Dogs);
        Assert.Equal(name, space.Name);
        Assert.Equal(JointSpace.Dimensions, picture.Vector.Length);
        Assert.Equal(1f, TensorPrimitives.Norm<float>(picture.Vector), 1e-4f);
        Assert.Equal(1f, TensorPrimitives.Norm<float>(space.Encode("a dog")), 1e-4f);
        Assert.Equal(space.Names.Count, picture.Probabilities.Length);
        Assert.Equal(1f, TensorPrimitives.Sum<float>(picture.Probabilities), 1e-3f);
    }

    [Fact]
    public async Task The_likeliest_names_come_first_and_can_be_asked_for()
    {
        var space = Open("reelsight-2");
        var picture = await DescribeAsync(space, Dogs);
        var top = space.GetTopNames(picture, 5);
        Assert.Equal(5, top.Count);
        Assert.Equal(top.OrderByDescending(name => name.Score), top);
        Assert.Equal(top[0].Score, picture.Probabilities[space.IndexOf(top[0].Label.ToUpperInvariant())!.Value]);
        Assert.Null(space.IndexOf("a street in a city"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_picture_goes_where_the_head_s_own_numbers_say(bool captions)
    {
        var head = RandomJointHeads.Create(captions);
        var photo = await DetectionFootage.PhotoAsync(Dogs);
        var (layers, features) = (_detector.Detect(photo).LayerFeatures, _features.Extract(photo));
        var picture = new JointSpace("test", head, JointBackground.None, _texts.Get(TextEncoder.SpaceName)).Embed(layers, features);

        // The same in plain steps: levelled, standardised, mapped.
        var scaled = layers.Concat(features).Select(value => MathF.Sqrt(value)).ToArray();
        var start = 0;
        foreach (var size in ObjectDetector.LayerSizes.Concat(ImageFeatureExtractor.LayerSizes))
        {
            var norm = TensorPrimitives.Norm<float>(scaled.AsSpan(start, size));
            for (var i = start; i < start + size; i++)
            {
                scaled[i] = ((scaled[i] / norm) - head.Scaling.Mean[i]) / head.Scaling.StandardDeviation[i];
            }

            start += size;
        }

        var likely = Mapped(head.Concepts, scaled).Select(value => MathF.Exp(value / head.Temperature)).ToArray();
        var probabilities = likely.Select(value => value / likely.Sum()).ToArray();
        var vector = head.Captions is { } maps
            ? Mapped(maps.ImageMap, scaled)
            : _texts
                .Get(TextEncoder.SpaceName)
                .Encode(RandomJointHeads.Names)
                .Select((own, i) => own.Select(value => value * probabilities[i]).ToArray())
                .Aggregate((sum, own) => [.. sum.Zip(own, (a, b) => a + b)]);
        AssertClose(probabilities, picture.Probabilities);
        AssertClose(vector.Select(value => value / TensorPrimitives.Norm<float>(vector)).ToArray(), picture.Vector);
    }

    [Fact]
    public void Numbers_of_any_size_become_probabilities()
    {
        float[] scores = [3000f, 2999f, -3000f];
        JointSpace.ToProbabilities(scores, 0.5f);
        AssertClose([0.8808f, 0.1192f, 0f], scores);
    }

    [Fact]
    public void A_picture_with_too_few_numbers_is_refused() =>
        Assert.Throws<ArgumentException>(() =>
            new JointSpace("test", RandomJointHeads.Create(captions: true), JointBackground.None, _texts.Get(TextEncoder.SpaceName)).Embed(
                new float[10],
                new float[10]
            )
        );

    [Theory]
    [MemberData(nameof(Spaces))]
    public async Task What_a_question_is_about_fits_it_better_than_unrelated_pictures_and_what_it_is_not_about_does_not(string name)
    {
        var space = Open(name);
        var dogs = (await DescribeAsync(space, Dogs)).Vector;
        var city = (await DescribeAsync(space, City)).Vector;
        var question = space.CreateQuery((await DescribeAsync(space, "pic2/IMG_20200608_111614.jpg")).Vector);
        Assert.True(question.StandardDeviation > 0);
        Assert.True(question.ComputeZScore(TensorPrimitives.Dot<float>(question.Vector, dogs)) > 2.5);
        Assert.True(question.ComputeZScore(TensorPrimitives.Dot<float>(question.Vector, city)) < 2);
    }

    [Fact]
    public async Task How_a_description_ends_does_not_matter()
    {
        var space = Open("reelsight-2");
        var dogs = (await DescribeAsync(space, Dogs)).Vector;
        var (plain, sentence) = (space.CreateQuery("two white dogs under a tree"), space.CreateQuery(" Two white dogs under a tree. "));
        Assert.Equal(plain.Vector, sentence.Vector);
        Assert.True(plain.ComputeZScore(TensorPrimitives.Dot<float>(plain.Vector, dogs)) > 2.5);
    }

    [Fact]
    public void The_default_head_names_what_the_head_before_it_named()
    {
        var (now, before) = (JointHead.Load(packs.Store, "reelsight-2"), JointHead.Load(packs.Store, "reelsight-1"));
        Assert.Equal(before.Names, now.Names);
        Assert.Equal(before.Scaling.Mean, now.Scaling.Mean);
        Assert.Equal(before.Scaling.StandardDeviation, now.Scaling.StandardDeviation);
        Assert.Equal(before.Concepts.Weights, now.Concepts.Weights);
        Assert.Equal(before.Temperature, now.Temperature);
    }

    [Fact]
    public void A_head_that_does_not_exist_is_refused_with_those_that_do()
    {
        var error = Assert.Throws<ModelStoreException>(() => Open("reelsight-9"));
        Assert.Contains("'reelsight-9'", error.Message, StringComparison.Ordinal);
        Assert.Contains("reelsight-1-free", error.Message, StringComparison.Ordinal);
    }

    private JointSpace Open(string space) => JointSpace.Open(new ModelStore(new ModelStoreOptions { JointHead = space }), _texts);

    private async Task<JointEmbedding> DescribeAsync(JointSpace space, string photo)
    {
        var picture = await DetectionFootage.PhotoAsync(photo);
        return space.Embed(_detector.Detect(picture).LayerFeatures, _features.Extract(picture));
    }

    private static int Best(float[] question, float[][] vectors) =>
        Enumerable.Range(0, vectors.Length).MaxBy(i => TensorPrimitives.Dot<float>(question, vectors[i]));

    private static float[] Mapped(QuantizedLinearMap map, float[] input) =>
        [
            .. Enumerable
                .Range(0, map.Outputs)
                .Select(i =>
                    (Enumerable.Range(0, map.Inputs).Sum(j => input[j] * map.Weights[(i * map.Inputs) + j]) * map.Scales[i])
                    + map.Offsets[i]
                ),
        ];

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-3f);
        }
    }
}
