using Reelsight.Search.Lexicon;
using Reelsight.TestSupport;

namespace Reelsight.Search.Tests.Lexicon;

[Collection(SharedModelsCollection.Name)]
public sealed class WordNetTests(SharedModels models)
{
    [Theory]
    [InlineData("cars", "car")]
    [InlineData("children", "child")]
    [InlineData("knives", "knife")]
    [InlineData("berries", "berry")]
    [InlineData("watches", "watch")]
    public void Nouns_have_their_base_form(string word, string lemma) =>
        Assert.Contains(lemma, models.WordNet.Morphology.GetNounLemmas(word));

    [Theory]
    [InlineData("ran", "run")]
    [InlineData("running", "run")]
    [InlineData("took", "take")]
    [InlineData("driving", "drive")]
    [InlineData("carries", "carry")]
    public void Verbs_have_their_base_form(string word, string lemma) =>
        Assert.Contains(lemma, models.WordNet.Morphology.GetVerbLemmas(word));

    [Fact]
    public void Spellings_lead_from_one_inflection_to_the_others()
    {
        var spellings = models.WordNet.Morphology.GetInflections("running");
        Assert.Superset(new HashSet<string> { "run", "runs", "ran", "running" }, spellings.ToHashSet());
    }

    [Fact]
    public void Proper_names_and_glosses_do_not_disturb_lookups()
    {
        Assert.True(models.WordNet.IsNoun("zebra"));
        Assert.True(models.WordNet.IsNoun("'hood"));
        Assert.False(models.WordNet.IsNoun("zzzz"));
        Assert.False(models.WordNet.IsNoun(""));
        Assert.False(models.WordNet.IsNoun("a b"));
        Assert.False(models.WordNet.IsNoun("übung"));
    }

    [Fact]
    public void Missing_files_are_named_with_the_package_that_has_them()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<FileNotFoundException>(() => WordNet.Open(folder.Path));
        Assert.Contains("apt install wordnet-base", error.Message, StringComparison.Ordinal);
        Assert.Contains("index.noun", error.Message, StringComparison.Ordinal);
    }
}
