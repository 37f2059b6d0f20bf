using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Tokens;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>
/// Formats facts as lines of a prompt, as many as fit: the window is divided into spans of equal length, and every span gives its most
/// informative fact before any gives its second, so that the end of a long video is covered as well as its start.
/// </summary>
internal static class EvidenceFormatter
{
    private const int SpanCount = 48;
    private const int MaxTextLength = 400;

    // Quotes, angle brackets and line feeds are escaped, so that nothing that was said or written in a video can end the quotation.
    private static readonly JavaScriptEncoder _quoted = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>The facts that fit into so many tokens, in order of time.</summary>
    public static IReadOnlyList<Fact> SelectFacts(VideoTimeline timeline, string prompt, int maxTokens)
    {
        var words = SplitWords(prompt);
        var length = Math.Max(timeline.EndSec - timeline.StartSec, 1e-3);
        var spans = timeline
            .Facts.GroupBy(f => Math.Clamp((int)((f.StartSec - timeline.StartSec) / length * SpanCount), 0, SpanCount - 1))
            .Select(g => g.OrderByDescending(f => GetWeight(f, words)).ThenBy(f => f.StartSec).ToList())
            .ToList();
        var (kept, left) = (new List<Fact>(), maxTokens);
        for (var rank = 0; left > 0 && spans.Exists(s => s.Count > rank); rank++)
        {
            foreach (var fact in spans.Where(s => s.Count > rank).Select(s => s[rank]).OrderByDescending(f => GetWeight(f, words)))
            {
                left -= CountTokens(fact);
                if (left < 0)
                {
                    break;
                }

                kept.Add(fact);
            }
        }
        return [.. kept.OrderBy(f => f.StartSec).ThenBy(f => f.Kind)];
    }

    /// <summary>Tokens of all facts of a timeline.</summary>
    public static int CountTokens(VideoTimeline timeline) => timeline.Facts.Sum(CountTokens);

    /// <summary>A fact as one line: interval in seconds, kind, quoted text, and confidence if there is one.</summary>
    public static string FormatLine(Fact fact)
    {
        var text = fact.Text.Length > MaxTextLength ? fact.Text[..MaxTextLength] + "…" : fact.Text;
        var confidence = fact.Confidence is { } sure ? string.Create(CultureInfo.InvariantCulture, $" ({sure:0.00})") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{fact.StartSec:0.0}-{fact.EndSec:0.0}] {FormatKind(fact.Kind)}: {Quote(text)}{confidence}"
        );
    }

    /// <summary>A text in quotation marks that nothing in it can end.</summary>
    public static string Quote(string text) => $"\"{_quoted.Encode(text)}\"";

    // Models count the digits of times more finely than the rule of this server does.
    private static int CountTokens(Fact fact) => TokenCounter.Count(FormatLine(fact)) * 5 / 4 + 1;

    private static string FormatKind(FactKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    private static double GetWeight(Fact fact, HashSet<string> words)
    {
        var kind = fact.Kind switch
        {
            FactKind.Speech => 5,
            FactKind.OnScreenText => 4,
            FactKind.Count => 2,
            FactKind.SceneChange => 1,
            _ => 3,
        };
        var asked = words.Count > 0 && SplitWords(fact.Text).Overlaps(words) ? 6 : 0;
        return kind * (fact.IsDoubtful ? 0.3 : 1) + asked;
    }

    private static HashSet<string> SplitWords(string text) =>
        [
            .. text.ToLowerInvariant()
                .Split([' ', ',', '.', '?', '!', ':', ';', '"', '\'', '\n', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
                .Where(w => w.Length > 3),
        ];
}
