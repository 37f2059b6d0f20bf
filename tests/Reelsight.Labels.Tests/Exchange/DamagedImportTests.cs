using Reelsight.Labels.Errors;
using Reelsight.Labels.Exchange;

namespace Reelsight.Labels.Tests.Exchange;

public sealed class DamagedImportTests
{
    private static readonly string OfOurs = new JsonFormat().Write(LabelSamples.Make(1))[0].Text;

    [Theory]
    [InlineData("""{"format":"reelsight-labels"}""")]
    [InlineData("""{"format":"reelsight-labels","label_set":null,"videos":[],"annotations":[]}""")]
    [InlineData("""{"format":"reelsight-labels","videos":[null],"annotations":[]}""")]
    public void A_json_export_without_its_parts_is_refused(string content) => Refuse("json", content);

    [Fact]
    public void A_json_export_with_null_among_its_annotations_boxes_or_videos_is_refused()
    {
        Refuse("json", OfOurs.Replace("\"annotations\": [", "\"annotations\": [ null,", StringComparison.Ordinal));
        Refuse("json", OfOurs.Replace("\"videos\": [", "\"videos\": [ null,", StringComparison.Ordinal));
        Refuse("json", OfOurs.Replace("\"labels\": [", "\"labels\": [ null,", StringComparison.Ordinal));
        Refuse("json", OfOurs.Replace("\"evidence\": [", "\"evidence\": [ null,", StringComparison.Ordinal));
        Refuse("json", OfOurs.Replace("\"video_id\": \"v1\"", "\"video_id\": null", StringComparison.Ordinal));
    }

    [Fact]
    public void A_json_export_that_lists_a_video_twice_is_read()
    {
        var document = OfOurs.Replace("\"id\": \"v2\"", "\"id\": \"v1\"", StringComparison.Ordinal);
        Assert.NotEmpty(AnnotationImporter.Read("json", document));
    }

    [Theory]
    [InlineData("""{"type":"timelinelabels"}""")]
    [InlineData("""{"type":"timelinelabels","value":{"ranges":null}}""")]
    [InlineData("""{"type":"timelinelabels","value":{"ranges":[null]}}""")]
    [InlineData("""{"type":"timelinelabels","value":{"ranges":[{"start":1}]}}""")]
    [InlineData("""{"type":"timelinelabels","score":1,"score":2,"value":{"ranges":[{"start":1,"end":2}]}}""")]
    [InlineData("""{"type":"videorectangle"}""")]
    [InlineData("""{"type":"videorectangle","value":{"sequence":[{"frame":1}]}}""")]
    [InlineData("""{"type":"videorectangle","value":{"sequence":[{"frame":1,"x":1,"x":2,"y":1,"width":1,"height":1}]}}""")]
    [InlineData("""{"type":"videorectangle","value":{"sequence":[{"frame":1,"x":null,"y":1,"width":1,"height":1}]}}""")]
    [InlineData("""{"type":"timelinelabels","meta":{"reelsight":null},"value":{"ranges":7}}""")]
    public void A_damaged_label_studio_result_is_refused(string result) =>
        Refuse("label-studio", $$"""[{"data":{"video":"a.mp4"},"annotations":[{"result":[{{result}}]}]}]""");

    [Fact]
    public void A_record_of_ours_with_null_among_its_boxes_is_refused()
    {
        var cvat = new CvatFormat().Write(LabelSamples.Make(1))[0].Text;
        Refuse("cvat", cvat.Replace("\"boxes\":[", "\"boxes\":[null,", StringComparison.Ordinal));
        Refuse("cvat", cvat.Replace("\"boxes\":[", "\"boxes\":null,\"x\":[", StringComparison.Ordinal));
        Refuse("cvat", cvat.Replace("\"boxes\":[", "\"x\":[", StringComparison.Ordinal));
    }

    private static void Refuse(string format, string content)
    {
        var e = Assert.Throws<LabelValidationException>(() => AnnotationImporter.Read(format, content));
        Assert.StartsWith("The parameter content ", e.Message, StringComparison.Ordinal);
    }
}
