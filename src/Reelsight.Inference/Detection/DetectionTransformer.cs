using Reelsight.Inference.Imaging;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Detection;

/// <summary>A detector of the owner, such as D-FINE: gives some hundred boxes with a score for each label. Thread-safe.</summary>
internal sealed class DetectionTransformer : IDisposable
{
    private const int BoxNumbers = 4;

    private readonly OnnxSession _session;
    private readonly DetectorSpec _spec;

    private DetectionTransformer(OnnxSession session, DetectorSpec spec) => (_session, _spec) = (session, spec);

    /// <summary>Loads the network.</summary>
    /// <exception cref="InvalidDataException">It has not the input and outputs of the manifest.</exception>
    /// <exception cref="OnnxException">It cannot be loaded.</exception>
    public static DetectionTransformer Open(DetectorSpec spec, string path, int threads)
    {
        var session = OnnxSession.Load(path, new OnnxSessionOptions { Threads = threads });
        if (
            session.InputNames.Contains(spec.Input)
            && session.OutputNames.Contains(spec.Logits)
            && session.OutputNames.Contains(spec.Boxes)
        )
        {
            return new DetectionTransformer(session, spec);
        }

        var names = string.Join(", ", session.InputNames.Concat(session.OutputNames));
        session.Dispose();
        throw new InvalidDataException(
            $"{spec.File} must have the input {spec.Input} and the outputs {spec.Logits} and {spec.Boxes}; it has {names}."
        );
    }

    /// <summary>Detects objects.</summary>
    /// <param name="image">The image.</param>
    /// <param name="minScore">Minimum score of a label of a box.</param>
    /// <returns>Boxes with their labels, in no order, and the best score of each label anywhere.</returns>
    /// <exception cref="InvalidDataException">The outputs have another shape.</exception>
    public (List<ObjectDetection> Candidates, float[] BestScores) Detect(PixelBuffer image, float minScore)
    {
        using var input = OnnxTensor.From<float>(ToPlanes(image), 1, PixelBuffer.BytesPerPixel, _spec.Size, _spec.Size);
        using var result = _session.Run([(_spec.Input, input)], _spec.Logits, _spec.Boxes);
        var logits = result[_spec.Logits].Values<float>();
        var boxes = result[_spec.Boxes].Values<float>();
        var labels = CocoLabels.All;
        if (boxes.Length == 0 || boxes.Length / BoxNumbers * labels.Count != logits.Length)
        {
            throw new InvalidDataException(
                $"{_spec.File} gives {logits.Length} logits for {boxes.Length / BoxNumbers} boxes; each box needs {labels.Count}."
            );
        }

        var best = new float[labels.Count];
        var candidates = new List<ObjectDetection>();
        for (var query = 0; query < boxes.Length / BoxNumbers; query++)
        {
            var scores = new List<LabelScore>();
            for (var label = 0; label < labels.Count; label++)
            {
                var score = 1 / (1 + MathF.Exp(-logits[(query * labels.Count) + label]));
                best[label] = MathF.Max(best[label], score);
                if (score >= minScore)
                {
                    scores.Add(new LabelScore(labels[label], score));
                }
            }

            if (scores.Count > 0)
            {
                var top = scores.MaxBy(score => score.Score);
                candidates.Add(
                    new ObjectDetection(top.Label, top.Score, ToBox(boxes.Slice(query * BoxNumbers, BoxNumbers)))
                    {
                        Alternatives = [.. scores.Where(score => score != top)],
                    }
                );
            }
        }

        return (candidates, best);
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => _session.Dispose();

    // One plane a colour, from 0 to 1; the image is stretched.
    private float[] ToPlanes(PixelBuffer image)
    {
        var rgb = BicubicScaler.Scale(image, _spec.Size, _spec.Size, cubic: false);
        var planes = new float[rgb.Length];
        var length = _spec.Size * _spec.Size;
        for (var at = 0; at < rgb.Length; at++)
        {
            planes[(at % PixelBuffer.BytesPerPixel * length) + (at / PixelBuffer.BytesPerPixel)] = rgb[at] / (float)byte.MaxValue;
        }

        return planes;
    }

    private static BoundingBox ToBox(ReadOnlySpan<float> box)
    {
        var (left, top) = (Math.Clamp(box[0] - (box[2] / 2), 0, 1), Math.Clamp(box[1] - (box[3] / 2), 0, 1));
        var (right, bottom) = (Math.Clamp(box[0] + (box[2] / 2), left, 1), Math.Clamp(box[1] + (box[3] / 2), top, 1));
        return new BoundingBox(left, top, right - left, bottom - top);
    }
}
