using Reelsight.Inference.Detection;
using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Tests.Lexicon;

[Collection(SharedModelsCollection.Name)]
public sealed class LabelResolverTests(SharedModels models)
{
    private readonly LabelResolver _resolver = new(models.WordNet, LabelCatalog.Default);

    [Theory]
    [InlineData("vehicle", "bicycle, car, motorcycle, airplane, bus, train, truck, boat")]
    [InlineData("animal", "bird, cat, dog, horse, sheep, cow, elephant, bear, zebra, giraffe")]
    [InlineData("food", "banana, apple, sandwich, orange, broccoli, carrot, hot dog, pizza, donut, cake")]
    [InlineData("fruit", "banana, apple, orange")]
    [InlineData("vegetables", "broccoli, carrot")]
    [InlineData("furniture", "bench, chair, couch, bed, dining table")]
    [InlineData("cutlery", "fork, knife, spoon")]
    [InlineData("toy", "frisbee, kite, teddy bear")]
    public void A_general_word_reaches_every_label_under_it(string word, string labels) => Assert.Equal(labels, LabelsOf(word));

    [Theory]
    [InlineData("worker", "person")]
    [InlineData("woman", "person")]
    [InlineData("children", "person")]
    [InlineData("people", "person")]
    [InlineData("pedestrian", "person")]
    [InlineData("player", "person")]
    [InlineData("bus driver", "person")]
    [InlineData("puppy", "dog")]
    [InlineData("poodle", "dog")]
    [InlineData("sedan", "car")]
    [InlineData("taxi", "car")]
    [InlineData("duck", "bird")]
    [InlineData("water bottle", "bottle")]
    public void A_special_word_reaches_the_label_above_it(string word, string label) => Assert.Equal(label, LabelsOf(word));

    [Theory]
    [InlineData("cell phones", "cell phone")]
    [InlineData("smartphone", "cell phone")]
    [InlineData("stop signs", "stop sign")]
    [InlineData("traffic light", "traffic light")]
    [InlineData("sofa", "couch")]
    [InlineData("bike", "bicycle, motorcycle")]
    [InlineData("knives", "knife")]
    [InlineData("mice", "mouse")]
    [InlineData("bat", "baseball bat")]
    [InlineData("orange", "orange")]
    [InlineData("hand", "person")]
    public void Other_names_and_plurals_reach_their_label(string word, string labels) => Assert.Equal(labels, LabelsOf(word));

    [Theory]
    [InlineData("object")]
    [InlineData("thing")]
    [InlineData("entity")]
    [InlineData("artifact")]
    [InlineData("instrumentality")]
    [InlineData("crane")]
    [InlineData("page")]
    [InlineData("printer")]
    [InlineData("rodent")]
    [InlineData("spaceship")]
    [InlineData("wedding")]
    [InlineData("dance")]
    [InlineData("conveyor")]
    [InlineData("car park")]
    [InlineData("unicorn")]
    [InlineData("dragon")]
    [InlineData("mermaid")]
    [InlineData("angel")]
    [InlineData("")]
    public void Abstract_ambiguous_and_foreign_words_reach_nothing(string word) => Assert.Equal("", LabelsOf(word));

    [Theory]
    [InlineData("astronaut")]
    [InlineData("police")]
    [InlineData("woman")]
    [InlineData("bulldog")]
    [InlineData("taxi")]
    [InlineData("football")]
    [InlineData("tram")]
    public void A_word_that_says_more_than_its_label_is_known_to(string word) =>
        Assert.All(_resolver.Find(word), match => Assert.True(match.IsNarrower));

    [Theory]
    [InlineData("person")]
    [InlineData("people")]
    [InlineData("somebody")]
    [InlineData("animal")]
    [InlineData("automobile")]
    [InlineData("ball")]
    public void A_word_that_says_as_much_as_its_labels_or_less_is_not_narrower(string word) =>
        Assert.All(_resolver.Find(word), match => Assert.False(match.IsNarrower));

    [Fact]
    public void The_catalogue_has_exactly_the_detectors_labels_and_every_key_is_in_WordNet()
    {
        Assert.Equal(CocoLabels.All, LabelCatalog.Default.Entries.Select(entry => entry.Label));
        var keys = LabelCatalog
            .Default.Entries.SelectMany(entry => entry.ExtraKinds.Append(entry.SenseKey))
            .OfType<string>()
            .Concat(LabelCatalog.Default.Kinds);
        Assert.All(keys, key => Assert.True(models.WordNet.FindBySenseKey(key) is not null, key));
    }

    [Fact]
    public void Every_label_reaches_itself() => Assert.All(CocoLabels.All, label => Assert.Equal(label, LabelsOf(label)));

    private string LabelsOf(string word) =>
        string.Join(", ", _resolver.Find(word).Select(match => LabelCatalog.Default.Entries[match.Label].Label));
}
