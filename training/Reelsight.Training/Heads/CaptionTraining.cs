using System.Numerics.Tensors;
using Reelsight.Training.Numbers;

namespace Reelsight.Training.Heads;

/// <summary>How the caption head is trained.</summary>
internal sealed record CaptionOptions
{
    /// <summary>How much the closed-form start is held back, as a share of the mean squared norm of the pictures.</summary>
    public float Ridge { get; init; } = 1;
    public int Steps { get; init; } = 120;
    public int Batch { get; init; } = 1024;

    /// <summary>The picture side has 3 million weights for 6,000 photos: it must move little, or it learns them by heart.</summary>
    public float PictureRate { get; init; } = 4e-6f;
    public float TextRate { get; init; } = 1e-3f;
    public float Temperature { get; init; } = 0.05f;

    /// <summary>Share of the numbers of a picture that are left out at each step.</summary>
    public float Dropout { get; init; } = 0.5f;
    public int Seed { get; init; } = 1;
}

/// <summary>
/// Trains the way from pictures and captions into one space: first ridge regression onto the mean of each photo's caption vectors, in
/// closed form; from there both sides by symmetric contrast, in which each photo has to find its own caption among those of the batch
/// and each caption its own photo.
/// </summary>
internal sealed class CaptionTraining(Matrix pictures, int[][] captionsOf, Matrix captions, CaptionOptions options)
{
    private const int WatchEvery = 40;

    /// <summary>Pictures x this = joint space.</summary>
    public Matrix PictureMap { get; private set; } = null!;

    /// <summary>Captions, centred and normalised, x this = joint space.</summary>
    public Matrix TextMap { get; private set; } = null!;

    /// <param name="watch">Called with the step, now and then and at the end.</param>
    public void Run(Action<int> watch)
    {
        PictureMap = Start();
        TextMap = Identity(captions.Columns);
        var random = new Random(options.Seed);
        var (forPictures, forTexts) = (new Adam(PictureMap.Values, options.PictureRate), new Adam(TextMap.Values, options.TextRate));
        var sharpness = new[] { MathF.Log(1 / options.Temperature) };
        var forSharpness = new Adam(sharpness, options.TextRate);
        for (var step = 0; step < options.Steps; step++)
        {
            if (step % WatchEvery == 0)
            {
                watch(step);
            }

            var share = 1 - ((float)step / options.Steps);
            Step(random, sharpness, share, forPictures, forTexts, forSharpness);
        }

        watch(options.Steps);
    }

    private Matrix Start()
    {
        var goals = new Matrix(pictures.Rows, captions.Columns);
        for (var i = 0; i < goals.Rows; i++)
        {
            foreach (var caption in captionsOf[i])
            {
                TensorPrimitives.Add(goals.Row(i), captions.Row(caption), goals.Row(i));
            }

            TensorPrimitives.Divide(goals.Row(i), captionsOf[i].Length, goals.Row(i));
        }

        var map = Ridge.Fit(pictures, goals, options.Ridge);

        // The vectors are normalised afterwards; their length only has to fit the size of a step.
        var placed = Product.Of(pictures.Take([.. Enumerable.Range(0, Math.Min(500, pictures.Rows))]), map);
        var length = Enumerable.Range(0, placed.Rows).Average(i => TensorPrimitives.Norm<float>(placed.Row(i)));
        TensorPrimitives.Divide(map.Values, length, map.Values);
        return map;
    }

    private void Step(Random random, float[] sharpness, float share, Adam forPictures, Adam forTexts, Adam forSharpness)
    {
        var batch = Enumerable.Range(0, pictures.Rows).ToArray();
        random.Shuffle(batch);
        batch = batch[..Math.Min(options.Batch, batch.Length)];
        var seen = Dropped.Out(pictures.Take(batch), options.Dropout, random);
        var said = captions.Take([.. batch.Select(i => captionsOf[i][random.Next(captionsOf[i].Length)])]);

        var (pictureSide, textSide) = (new Normalised(Product.Of(seen, PictureMap)), new Normalised(Product.Of(said, TextMap)));
        var cosines = Product.WithTransposed(pictureSide.Unit, textSide.Unit);
        var (slopes, sharpnessSlope) = Contrast.Slopes(cosines, MathF.Exp(sharpness[0]));
        var pictureSlopes = Product.OfTransposed(seen, pictureSide.Back(Product.Of(slopes, textSide.Unit)));
        var textSlopes = Product.OfTransposed(said, textSide.Back(Product.OfTransposed(slopes, pictureSide.Unit)));
        forPictures.Step(pictureSlopes.Values, share);
        forTexts.Step(textSlopes.Values, share);
        forSharpness.Step([sharpnessSlope], share);
    }

    private static Matrix Identity(int size)
    {
        var matrix = new Matrix(size, size);
        for (var i = 0; i < size; i++)
        {
            matrix.Row(i)[i] = 1;
        }

        return matrix;
    }

    /// <summary>Rows brought to norm 1, and the way back for their slopes.</summary>
    private sealed class Normalised
    {
        private readonly float[] _lengths;

        public Normalised(Matrix rows)
        {
            _lengths = [.. Enumerable.Range(0, rows.Rows).Select(i => Math.Max(TensorPrimitives.Norm<float>(rows.Row(i)), 1e-9f))];
            Unit = rows.Normalised();
        }

        public Matrix Unit { get; }

        public Matrix Back(Matrix slopes)
        {
            for (var i = 0; i < slopes.Rows; i++)
            {
                var row = slopes.Row(i);
                TensorPrimitives.MultiplyAdd(Unit.Row(i), -TensorPrimitives.Dot(row, Unit.Row(i)), row, row);
                TensorPrimitives.Divide(row, _lengths[i], row);
            }

            return slopes;
        }
    }
}
