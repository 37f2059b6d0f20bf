using System.Text.Json;

namespace Reelsight.Models.Text;

/// <summary>Cuts text into the pieces of a unigram vocabulary so that the sum of the pieces' log probabilities is greatest.</summary>
internal sealed class SentencePieces
{
    private const char Space = '\u2581';

    // The first entries stand for unknown text and for marks that never occur in text.
    private const int Unknown = 0;
    private const int Reserved = 6;

    // Below every real score (the rarest piece has about -14), so an unknown sign or a piece without a score is a last resort.
    private const double LastResort = -100;

    private readonly Dictionary<string, (int Id, double Score)> _pieces;
    private readonly int _longest;

    private SentencePieces(Dictionary<string, (int Id, double Score)> pieces)
    {
        _pieces = pieces;
        _longest = pieces.Keys.Max(piece => piece.Length);
    }

    /// <summary>Reads a vocabulary: an array of pairs of piece and score, where the score may be null.</summary>
    public static SentencePieces Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var pieces = new Dictionary<string, (int, double)>(StringComparer.Ordinal);
        var id = 0;
        foreach (var entry in json.RootElement.EnumerateArray())
        {
            if (id >= Reserved)
            {
                var score = entry[1].ValueKind == JsonValueKind.Number ? entry[1].GetDouble() : LastResort;
                pieces[entry[0].GetString()!] = (id, score);
            }

            id++;
        }

        return new SentencePieces(pieces);
    }

    /// <summary>Numbers of the pieces of a text; a run of unknown signs counts as one.</summary>
    public IReadOnlyList<int> Cut(string text)
    {
        var marked = Space + PlainText.Of(text).Replace(' ', Space);
        var steps = BestSteps(marked);
        var ids = new List<int>();
        for (var end = marked.Length; end > 0; end -= steps[end].Length)
        {
            if (steps[end].Id != Unknown || ids.Count == 0 || ids[^1] != Unknown)
            {
                ids.Add(steps[end].Id);
            }
        }

        ids.Reverse();
        return ids;
    }

    // For every end position the piece that ends there on the best way from the start (Viterbi).
    private (int Id, int Length)[] BestSteps(string text)
    {
        var best = new double[text.Length + 1];
        var steps = new (int Id, int Length)[text.Length + 1];
        Array.Fill(best, double.NegativeInfinity, 1, text.Length);
        var lookup = _pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 0; start < text.Length; start++)
        {
            Offer(start, 1, Unknown, LastResort);
            var most = Math.Min(_longest, text.Length - start);
            for (var length = 1; length <= most; length++)
            {
                if (lookup.TryGetValue(text.AsSpan(start, length), out var piece))
                {
                    Offer(start, length, piece.Id, piece.Score);
                }
            }
        }

        return steps;

        void Offer(int start, int length, int id, double score)
        {
            if (best[start] + score > best[start + length])
            {
                best[start + length] = best[start] + score;
                steps[start + length] = (id, length);
            }
        }
    }
}
