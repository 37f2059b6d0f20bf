using System.Numerics.Tensors;
using Reelsight.Training.Data;
using Reelsight.Training.Evaluation;
using Reelsight.Training.Heads;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Tests.Heads;

public sealed class HeadTrainingTests
{
    private readonly Random _random = new(11);

    [Fact]
    public void The_slopes_of_the_contrast_are_those_of_its_loss()
    {
        const float Scale = 7,
            Little = 1e-2f;
        var cosines = new Matrix(5, 5, [.. Enumerable.Range(0, 25).Select(_ => _random.NextSingle())]);
        var (slopes, _) = ContrastiveLoss.ComputeGradients(cosines.Copy(), Scale);
        for (var place = 0; place < 25; place++)
        {
            var (more, less) = (cosines.Copy(), cosines.Copy());
            more.Values[place] += Little;
            less.Values[place] -= Little;
            Assert.Equal((Loss(more, Scale) - Loss(less, Scale)) / (2 * Little), slopes.Values[place], 1e-2);
        }
    }

    [Fact]
    public void Captions_find_their_photos_after_training()
    {
        const int Photos = 120,
            Width = 60,
            Meaning = 8,
            Vector = 24;
        var (toPicture, toText) = (Draw(Meaning, Width), Draw(Meaning, Vector));
        var meanings = Draw(Photos, Meaning);
        var pictures = MatrixProduct.Multiply(meanings, toPicture);
        var captions = MatrixProduct.Multiply(meanings, toText).NormalizeRows();
        int[][] captionsOf = [.. Enumerable.Range(0, Photos).Select(i => new[] { i })];
        var training = new CaptionTraining(
            pictures,
            captionsOf,
            captions,
            new CaptionTrainingOptions
            {
                Steps = 60,
                BatchSize = 60,
                ImageLearningRate = 1e-3f,
                Dropout = 0.1f,
            }
        );
        var steps = new List<int>();
        training.Run(steps.Add);
        Assert.Equal([0, 40, 60], steps);
        var (toImage, backToText) = HeadEvaluation.EvaluateCaptions(
            MatrixProduct.Multiply(pictures, training.ImageMap).NormalizeRows(),
            captionsOf,
            MatrixProduct.Multiply(captions, training.TextMap).NormalizeRows()
        );
        Assert.True(toImage.At1 > 90 && backToText.At1 > 90, $"{toImage}, {backToText}");
    }

    [Fact]
    public void Concepts_name_what_they_were_shown()
    {
        int[] places = [.. Enumerable.Range(0, 90).Select(i => i % 3)];
        var middles = Draw(3, 20);
        var pictures = Draw(90, 20);
        for (var i = 0; i < 90; i++)
        {
            TensorPrimitives.MultiplyAdd(middles.GetRow(places[i]), 4f, pictures.GetRow(i), pictures.GetRow(i));
        }

        var (map, offsets) = ConceptTraining.Run(pictures.Copy(), places, 3, new ConceptTrainingOptions());
        var scores = MatrixProduct.Multiply(pictures, map);
        for (var i = 0; i < 90; i++)
        {
            TensorPrimitives.Add(scores.GetRow(i), offsets, scores.GetRow(i));
        }

        Assert.True(HeadEvaluation.ComputeTopNameAccuracy(scores, places) > 95);
        Assert.Equal(100, HeadEvaluation.ComputePrecisionAtOne(scores, places));
    }

    [Fact]
    public void The_split_depends_on_nothing_but_the_names()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"{(i % 2 == 0 ? "cat" : "dog")}/{i}.jpg")];
        var parts = DatasetSplit.SplitClasses(names);
        foreach (var own in parts.Index().GroupBy(part => part.Index % 2))
        {
            Assert.Equal((4, 2), (own.Count(part => part.Item == SplitPart.Test), own.Count(part => part.Item == SplitPart.Validation)));
        }

        var reversed = names.Reverse().ToArray();
        Assert.Equal(parts.Reverse(), DatasetSplit.SplitClasses(reversed));
    }

    [Fact]
    public void Ranks_become_shares_of_questions_answered() => Assert.Equal(new RecallAtK(25, 50, 75), RecallAtK.Compute([0, 4, 9, 10]));

    private static double Loss(Matrix cosines, float scale)
    {
        var (n, loss) = (cosines.Rows, 0.0);
        for (var i = 0; i < n; i++)
        {
            var byRow = Enumerable.Range(0, n).Sum(j => Math.Exp(scale * cosines.Values[(i * n) + j]));
            var byColumn = Enumerable.Range(0, n).Sum(j => Math.Exp(scale * cosines.Values[(j * n) + i]));
            loss += Math.Log(byRow) + Math.Log(byColumn) - (2 * scale * cosines.Values[(i * n) + i]);
        }

        return loss / (2 * n);
    }

    private Matrix Draw(int rows, int columns) =>
        new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => _random.NextSingle() - 0.5f)]);
}
