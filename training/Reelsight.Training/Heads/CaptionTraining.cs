using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Heads;

/// <summary>How the caption head is trained.</summary>
internal sealed record CaptionTrainingOptions
{
    /// <summary>How much the closed-form start is held back, as a share of the mean squared norm of the pictures.</summary>
    public float RidgeStrength { get; init; } = 1;
    public int Steps { get; init; } = 120;
    public int BatchSize { get; init; } = 1024;

    /// <summary>The picture side has 3 million weights for 6,000 photos: it must move little, or it learns them by heart.</summary>
    public float ImageLearningRate { get; init; } = 4e-6f;
    public float TextLearningRate { get; init; } = 1e-3f;
    public float Temperature { get; init; } = 0.05f;

    /// <summary>Share of the numbers of a picture that are left out at each step.</summary>
    public float Dropout { get; init; } = 0.5f;
    public int Seed { get; init; } = 1;

    /// <summary>
    /// How far the principal directions of the captions are brought to the same spread at the start: 0 leaves them, 0.5 whitens them.
    /// </summary>
    public float Whitening { get; init; } = 0.15f;
}

/// <summary>
/// Trains the way from pictures and captions into one space: first ridge regression onto the mean of each photo's caption vectors, in
/// closed form; from there both sides by symmetric contrast, in which each photo has to find its own caption among those of the batch
/// and each caption its own photo.
/// </summary>
internal sealed class CaptionTraining(Matrix images, int[][] captionsOf, Matrix captions, CaptionTrainingOptions options)
{
    private const int ReportInterval = 40;
    private const float MinSpread = 1e-7f;

    /// <summary>Pictures x this = joint space.</summary>
    public Matrix ImageMap { get; private set; } = null!;

    /// <summary>Captions, centred and normalised, x this = joint space.</summary>
    public Matrix TextMap { get; private set; } = null!;

    /// <param name="watch">Called with the step, now and then and at the end.</param>
    public void Run(Action<int> watch)
    {
        TextMap = FitPrincipalDirections();
        ImageMap = FitInitialMap();
        var random = new Random(options.Seed);
        var (imageOptimizer, textOptimizer) = (
            new AdamOptimizer(ImageMap.Values, options.ImageLearningRate),
            new AdamOptimizer(TextMap.Values, options.TextLearningRate)
        );
        var sharpness = new[] { MathF.Log(1 / options.Temperature) };
        var sharpnessOptimizer = new AdamOptimizer(sharpness, options.TextLearningRate);
        for (var step = 0; step < options.Steps; step++)
        {
            if (step % ReportInterval == 0)
            {
                watch(step);
            }

            var share = 1 - ((float)step / options.Steps);
            RunStep(random, sharpness, share, imageOptimizer, textOptimizer, sharpnessOptimizer);
        }

        watch(options.Steps);
    }

    private Matrix FitInitialMap()
    {
        var goals = new Matrix(images.Rows, captions.Columns);
        for (var i = 0; i < goals.Rows; i++)
        {
            foreach (var caption in captionsOf[i])
            {
                TensorPrimitives.Add(goals.GetRow(i), captions.GetRow(caption), goals.GetRow(i));
            }

            TensorPrimitives.Divide(goals.GetRow(i), captionsOf[i].Length, goals.GetRow(i));
        }

        var map = RidgeRegression.Fit(images, MatrixProduct.Multiply(goals, TextMap), options.RidgeStrength);

        // The vectors are normalised afterwards; their length only has to fit the size of a step.
        var placed = MatrixProduct.Multiply(images.SelectRows([.. Enumerable.Range(0, Math.Min(500, images.Rows))]), map);
        var length = Enumerable.Range(0, placed.Rows).Average(i => TensorPrimitives.Norm<float>(placed.GetRow(i)));
        TensorPrimitives.Divide(map.Values, length, map.Values);
        return map;
    }

    private void RunStep(
        Random random,
        float[] sharpness,
        float share,
        AdamOptimizer imageOptimizer,
        AdamOptimizer textOptimizer,
        AdamOptimizer sharpnessOptimizer
    )
    {
        var batch = Enumerable.Range(0, images.Rows).ToArray();
        random.Shuffle(batch);
        batch = batch[..Math.Min(options.BatchSize, batch.Length)];
        var seen = Dropout.Apply(images.SelectRows(batch), options.Dropout, random);
        var said = captions.SelectRows([.. batch.Select(i => captionsOf[i][random.Next(captionsOf[i].Length)])]);

        var (imageSide, textSide) = (
            new NormalizedRows(MatrixProduct.Multiply(seen, ImageMap)),
            new NormalizedRows(MatrixProduct.Multiply(said, TextMap))
        );
        var cosines = MatrixProduct.MultiplyByTransposed(imageSide.Unit, textSide.Unit);
        var (gradients, sharpnessGradient) = ContrastiveLoss.ComputeGradients(cosines, MathF.Exp(sharpness[0]));
        var imageGradients = MatrixProduct.MultiplyTransposed(
            seen,
            imageSide.BackPropagate(MatrixProduct.Multiply(gradients, textSide.Unit))
        );
        var textGradients = MatrixProduct.MultiplyTransposed(
            said,
            textSide.BackPropagate(MatrixProduct.MultiplyTransposed(gradients, imageSide.Unit))
        );
        imageOptimizer.Step(imageGradients.Values, share);
        textOptimizer.Step(textGradients.Values, share);
        sharpnessOptimizer.Step([sharpnessGradient], share);
    }

    // The directions in which most captions differ tell little about the photo: they are weighed down.
    private Matrix FitPrincipalDirections()
    {
        var said = captions.SelectRows([.. captionsOf.SelectMany(own => own)]);
        var covariance = MatrixProduct.MultiplyTransposed(said, said);
        TensorPrimitives.Divide(covariance.Values, said.Rows, covariance.Values);
        var (spreads, directions) = EigenSolver.Decompose(covariance);
        var map = new Matrix(captions.Columns, JointSpace.Dimensions);
        for (var j = 0; j < Math.Min(map.Columns, directions.Rows); j++)
        {
            var scale = MathF.Pow(Math.Max(spreads[j], MinSpread), -options.Whitening);
            for (var i = 0; i < map.Rows; i++)
            {
                map.GetRow(i)[j] = scale * directions.GetRow(j)[i];
            }
        }

        return map;
    }

    /// <summary>Rows brought to norm 1, and the way back for their slopes.</summary>
    private sealed class NormalizedRows
    {
        private readonly float[] _norms;

        public NormalizedRows(Matrix rows)
        {
            _norms = [.. Enumerable.Range(0, rows.Rows).Select(i => Math.Max(TensorPrimitives.Norm<float>(rows.GetRow(i)), 1e-9f))];
            Unit = rows.NormalizeRows();
        }

        public Matrix Unit { get; }

        public Matrix BackPropagate(Matrix gradients)
        {
            for (var i = 0; i < gradients.Rows; i++)
            {
                var row = gradients.GetRow(i);
                TensorPrimitives.MultiplyAdd(Unit.GetRow(i), -TensorPrimitives.Dot(row, Unit.GetRow(i)), row, row);
                TensorPrimitives.Divide(row, _norms[i], row);
            }

            return gradients;
        }
    }
}
