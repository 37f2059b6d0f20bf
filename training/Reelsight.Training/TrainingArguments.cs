using System.Globalization;

namespace Reelsight.Training;

/// <summary>What was asked for on the command line: words without a dash, and options with a value.</summary>
internal sealed class TrainingArguments(string[] all)
{
    public const string Usage = """
        Usage: ./reelsight train [captions|background|tune|evaluate|calibration|cost|looks|poses]
               [--pictures DIR] [--cache DIR] [--out DIR]

          (nothing)  train both heads, measure them on the test part, write them
          captions   train only the maps of captions, with scaling and names of the head --from (by default reelsight-1)
          background write only where unrelated pictures lie in the spaces of the heads that come with the program
          tune       train once without the validation part and measure on it; options: --ridge --steps --batch --picture-rate
                     --text-rate --dropout --whitening --seed --part captions|concepts
          evaluate   measure the heads that come with the program on the test part
          calibration
                     find how often evidence of search is right by how strong it is, write src/Reelsight.Search/Ranking/calibration.txt
                     and measure it on the test part; with --measure, write nothing; with --part captions, only
                     what needs no sets of classes
          cost       measure what a frame takes on one thread
          poses      measure how people are said to hold their bodies against captions; --photos N looks at the first only
          looks      make the look-alike space, write it, and measure which edits of a picture are known again

          --pictures  folder with the sets (by default ../shared/training beside the checkout)
          --cache     folder for features, 250 MB (by default reelsight/training in the user's cache folder)
          --out       folder for what is made (by default src/Reelsight.Inference/Embeddings, for looks src/Reelsight.Inference/Embeddings)
        """;

    public string Command => all.Length > 0 && !all[0].StartsWith('-') ? all[0] : "train";

    public bool Has(string option) => Array.IndexOf(all, option) >= 0;

    public string GetText(string option, string otherwise)
    {
        var at = Array.IndexOf(all, option);
        return at >= 0 && at + 1 < all.Length ? all[at + 1] : otherwise;
    }

    public float GetNumber(string option, float otherwise) =>
        GetText(option, "") is { Length: > 0 } text ? float.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
