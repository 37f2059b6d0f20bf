using System.Text.RegularExpressions;

namespace Reelsight.Architecture.Tests;

/// <summary>Who looks for a thing by the field's word for it finds its file at the first attempt.</summary>
public sealed class FindabilityTests
{
    [Theory]
    [InlineData("OCR decoder", "src/Reelsight.Inference/Ocr/CtcDecoder.cs")]
    [InlineData("retry of a failed job", "src/Reelsight.Pipeline/Jobs/JobRetryPolicy.cs")]
    [InlineData("vector file format", "src/Reelsight.Vectors/*VectorFileFormat.cs")]
    [InlineData("score calibration", "src/Reelsight.Search/Ranking/ScoreCalibration.cs")]
    [InlineData("shot detector", "src/Reelsight.Media/Shots/ShotDetector.cs")]
    [InlineData("prompt to schema", "src/Reelsight.Analysis/Prompts/PromptToSchema*.cs")]
    public void A_part_is_found_by_its_file_name(string sought, string expected)
    {
        var pattern = new Regex("^" + Regex.Escape(expected).Replace("\\*", ".*", StringComparison.Ordinal) + "$");
        Assert.True(SourceTree.ProductFiles().Count(file => pattern.IsMatch(file)) == 1, $"{sought} is not found as {expected}.");
    }

    [Fact]
    public void No_two_files_of_one_project_have_one_name() =>
        Offenders.AssertNone(
            from file in SourceTree.ProductFiles()
            group file by (Project: file.Split('/')[1], Name: Path.GetFileName(file)) into same
            where same.Count() > 1
            select string.Join(", ", same)
        );
}
