using System.Text.Json;
using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>A JSON Schema filled from the facts of ten minutes.</summary>
internal sealed class SchemaFill : HotPath
{
    private const string Schema = """
        {"type":"object","required":["title","annotations"],"properties":{
         "title":{"type":"string"},"people_count":{"type":"integer"},"has_speech":{"type":"boolean"},
         "annotations":{"type":"array","items":{"type":"object","required":["label","start_time","end_time"],"properties":{
          "label":{"type":"string"},"start_time":{"type":"number"},"end_time":{"type":"number"},"confidence":{"type":"number"}}}}}}
        """;

    private readonly VideoAnalyzer _analyzer = SampleVideo.CreateAnalyzer();
    private readonly VideoTimeline _timeline = SampleVideo.BuildTimeline(SampleVideo.Describe());
    private readonly SchemaNode _schema;

    public SchemaFill()
    {
        using var json = JsonDocument.Parse(Schema);
        _schema = SchemaParser.Parse(json.RootElement, new SchemaParserOptions(Timestamps: false));
    }

    /// <inheritdoc/>
    public override int Run() => _analyzer.AnswerJson(_timeline, _schema, "Annotate the video.").Claims.Count;
}
