using System.Numerics.Tensors;
using System.Text;

namespace Reelsight.Inference.Ocr;

/// <summary>CTC decoding of the recognizer's time steps (one per 8 pixels of the line): the likeliest class per step, repetitions
/// and blanks removed.</summary>
internal static class CtcDecoder
{
    // The recognizer often prefers the blank class where there is a space. Between the letters of a word it gives the space less
    // than 0.01, at gaps between words more than 0.1, so this threshold restores the spaces and adds none.
    private const float SpaceProbability = 0.05f;

    /// <summary>Decodes a line.</summary>
    /// <param name="steps">Probability of every class at every step.</param>
    /// <param name="characters">The classes.</param>
    /// <returns>The text and the mean probability of its characters, spaces not counted.</returns>
    public static (string Text, double Confidence) Decode(ReadOnlySpan<float> steps, CharacterTable characters)
    {
        var text = new StringBuilder();
        var (sum, count, last, space) = (0.0, 0, CharacterTable.Blank, 0f);
        for (var at = 0; at + characters.Count <= steps.Length; at += characters.Count)
        {
            var step = steps.Slice(at, characters.Count);
            var best = TensorPrimitives.IndexOfMax(step);
            space = Math.Max(space, step[characters.Space]);
            if (best != last && best != CharacterTable.Blank && best != characters.Space)
            {
                text.Append(count > 0 && space >= SpaceProbability ? " " : "").Append(characters[best]);
                sum += step[best];
                count++;
                space = 0;
            }

            last = best;
        }

        return (text.ToString(), count == 0 ? 0 : sum / count);
    }
}
