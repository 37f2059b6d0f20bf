using System.Numerics.Tensors;
using Reelsight.Models.Objects;
using Reelsight.Models.Text;

namespace Reelsight.Models.Tests.Text;

[Collection(ModelPackCollection.Name)]
public sealed class ConceptVectorTests(ModelPackFixture packs)
{
    [Fact]
    public void A_picture_of_dogs_is_nearer_to_words_about_dogs_than_to_others()
    {
        using var encoder = TextEncoder.Open(packs.Store);
        var vector = new ConceptVector(encoder).Encode(Scores(("dog", 0.9f), ("cat", 0.2f)));
        Assert.Equal(1f, TensorPrimitives.Norm<float>(vector), 1e-5f);
        var dogs = Similarity(encoder, vector, "a puppy plays");
        Assert.True(dogs > Similarity(encoder, vector, "a broken laptop"));
        Assert.True(dogs > Similarity(encoder, vector, "slices of pizza"));
    }

    [Fact]
    public void A_certain_label_outweighs_a_crowd_of_doubtful_ones()
    {
        using var encoder = TextEncoder.Open(packs.Store);
        var vector = new ConceptVector(encoder).Encode(Scores([("car", 0.9f), .. ObjectLabels.All.Skip(40).Select(label => (label, 0.05f))]));
        Assert.InRange(Similarity(encoder, vector, "car"), 0.97f, 1f);
    }

    [Fact]
    public void Scores_that_say_nothing_are_refused()
    {
        using var encoder = TextEncoder.Open(packs.Store);
        var concepts = new ConceptVector(encoder);
        Assert.Throws<ArgumentException>(() => concepts.Encode(new float[80]));
        Assert.Throws<ArgumentException>(() => concepts.Encode(new float[79]));
    }

    private static float[] Scores(params (string Label, float Score)[] scores)
    {
        var all = new float[ObjectLabels.All.Count];
        foreach (var (label, score) in scores)
        {
            all[ObjectLabels.All.ToList().IndexOf(label)] = score;
        }

        return all;
    }

    private static float Similarity(TextEncoder encoder, float[] vector, string text) =>
        TensorPrimitives.Dot<float>(vector, encoder.Encode(text));
}
