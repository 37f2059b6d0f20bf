using System.Globalization;
using System.Text;

namespace Reelsight.Inference.Tokenization;

/// <summary>Decodes token ids with the 32,000 word pieces of the Llama tokenizer, read from the JavaScript file that holds them.</summary>
internal sealed class LlamaTokenDecoder
{
    // The piece list is the base64 string assigned to this constant: pieces in token order, one per line.
    private const string Marker = "llama_vocab_base64 = \"";
    private const char WordStart = '▁';
    private readonly string[] _pieces;

    private LlamaTokenDecoder(string[] pieces) => _pieces = pieces;

    /// <summary>Number of pieces; larger ids are special tokens of the model and have no text.</summary>
    public int Count => _pieces.Length;

    /// <summary>Reads the table.</summary>
    /// <param name="scriptPath">Path of <c>llama-tokenizer.js</c>.</param>
    /// <exception cref="InvalidDataException">The file does not hold the list.</exception>
    public static LlamaTokenDecoder Load(string scriptPath)
    {
        var script = File.ReadAllText(scriptPath);
        var start = script.IndexOf(Marker, StringComparison.Ordinal);
        var end = start < 0 ? -1 : script.IndexOf('"', start + Marker.Length);
        if (end < 0)
        {
            throw new InvalidDataException($"{Path.GetFileName(scriptPath)} holds no token list.");
        }

        start += Marker.Length;
        try
        {
            return new LlamaTokenDecoder(Encoding.UTF8.GetString(Convert.FromBase64String(script[start..end])).Split('\n'));
        }
        catch (FormatException broken)
        {
            throw new InvalidDataException($"The token list in {Path.GetFileName(scriptPath)} is not base64.", broken);
        }
    }

    /// <summary>Text of <paramref name="tokens"/>, without surrounding white space. Pieces such as <c>&lt;0xE2&gt;</c> are
    /// single bytes of a character.</summary>
    public string Decode(ReadOnlySpan<int> tokens)
    {
        var bytes = new List<byte>(tokens.Length * 4);
        foreach (var token in tokens)
        {
            if (token < 3 || token >= _pieces.Length)
            {
                continue;
            }

            var piece = _pieces[token];
            if (
                piece.Length == 6
                && piece.StartsWith("<0x", StringComparison.Ordinal)
                && byte.TryParse(piece.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            )
            {
                bytes.Add(value);
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(piece.Replace(WordStart, ' ')));
            }
        }

        return Encoding.UTF8.GetString(bytes.ToArray()).Trim();
    }
}
