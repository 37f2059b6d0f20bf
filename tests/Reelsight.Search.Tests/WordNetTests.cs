using Reelsight.Search.Lexicon;
using Reelsight.TestSupport;

namespace Reelsight.Search.Tests;

[Collection(SharedPartsCollection.Name)]
public sealed class WordNetTests(SharedParts parts)
{
    [Theory]
    [InlineData("cars", "car")]
    [InlineData("children", "child")]
    [InlineData("knives", "knife")]
    [InlineData("berries", "berry")]
    [InlineData("watches", "watch")]
    public void Nouns_have_their_base_form(string word, string lemma) => Assert.Contains(lemma, parts.WordNet.Morphology.NounLemmas(word));

    [Theory]
    [InlineData("ran", "run")]
    [InlineData("running", "run")]
    [InlineData("took", "take")]
    [InlineData("driving", "drive")]
    [InlineData("carries", "carry")]
    public void Verbs_have_their_base_form(string word, string lemma) => Assert.Contains(lemma, parts.WordNet.Morphology.VerbLemmas(word));

    [Fact]
    public void Spellings_lead_from_one_inflection_to_the_others()
    {
        var spellings = parts.WordNet.Morphology.Spellings("running");
        Assert.Superset(new HashSet<string> { "run", "runs", "ran", "running" }, spellings.ToHashSet());
    }

    [Fact]
    public void Proper_names_and_glosses_do_not_disturb_lookups()
    {
        Assert.True(parts.WordNet.IsNoun("zebra"));
        Assert.True(parts.WordNet.IsNoun("'hood"));
        Assert.False(parts.WordNet.IsNoun("zzzz"));
        Assert.False(parts.WordNet.IsNoun(""));
        Assert.False(parts.WordNet.IsNoun("a b"));
        Assert.False(parts.WordNet.IsNoun("übung"));
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
