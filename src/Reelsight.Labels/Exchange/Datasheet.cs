using System.Text.Json.Nodes;
using Reelsight.Labels.Agreement;
using Reelsight.Storage;

namespace Reelsight.Labels.Exchange;

/// <summary>What a data set holds, and where it comes from: counts, lengths, agreement, models and versions.</summary>
public static class Datasheet
{
    /// <summary>Agreement of every two reviewers who have judged a video both.</summary>
    public static IReadOnlyList<(string First, string Second, AgreementFigures Figures)> Pairs(Dataset data)
    {
        var byReviewer = data.Videos.SelectMany(v => v.Annotations).Where(a => a is { State: AnnotationRecord.Accepted, Reviewer: not null }).ToLookup(a => a.Reviewer!);
        var names = byReviewer.Select(g => g.Key).Order(StringComparer.Ordinal).ToList();
        var pairs = new List<(string, string, AgreementFigures)>();
        for (var i = 0; i < names.Count; i++)
            for (var j = i + 1; j < names.Count; j++)
            {
                var (a, b) = (byReviewer[names[i]].ToList(), byReviewer[names[j]].ToList());
                var both = a.Select(x => x.VideoId).Intersect(b.Select(x => x.VideoId)).ToHashSet();
                var frames = data.Videos.Where(v => both.Contains(v.Video.Id)).ToDictionary(v => v.Video.Id, v => (long)v.Map.Count);
                if (frames.Count > 0) pairs.Add((names[i], names[j], Agreements.Of(a, b, frames)[0]));
            }
        return pairs;
    }

    /// <summary>The sheet as a file of an export.</summary>
    public static ExportFile File(Dataset data) => new("datasheet.json", JsonText.Of(Json(data)));

    private static JsonObject Json(Dataset data)
    {
        var all = data.Videos.SelectMany(v => v.Annotations).ToList();
        JsonObject Counts(IEnumerable<IGrouping<string?, AnnotationRecord>> groups) => new(groups.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => KeyValuePair.Create<string, JsonNode?>(g.Key ?? "none", g.Count())));
        return new JsonObject
        {
            ["label_set"] = data.Set.Name,
            ["label_set_version"] = data.Set.Version,
            ["description"] = data.Set.Description,
            ["density"] = data.Set.Density,
            ["exported_at"] = data.ExportedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["videos"] = data.Videos.Count,
            ["footage_sec"] = Math.Round(data.Videos.Sum(v => v.Video.DurationSec), 3),
            ["annotations"] = all.Count,
            ["splits"] = new JsonObject(Dataset.SplitNames.Select(s => KeyValuePair.Create<string, JsonNode?>(s, data.Videos.Count(v => v.Split == s)))),
            ["states"] = Counts(all.GroupBy(a => (string?)a.State)),
            ["sources"] = Counts(all.GroupBy(a => (string?)a.Source)),
            ["reviewers"] = Counts(all.GroupBy(a => a.Reviewer)),
            ["models"] = Counts(all.Where(a => a.Model is not null).GroupBy(a => (string?)$"{a.Model} {a.ModelVersion}".Trim())),
            ["labels"] = new JsonArray([.. data.Set.Labels.Select(l => (JsonNode)Label(l, [.. all.Where(a => a.LabelId == l.Id)]))]),
            ["agreement"] = new JsonArray([.. Pairs(data).Select(p => (JsonNode)new JsonObject
            {
                ["reviewers"] = new JsonArray(p.First, p.Second),
                ["krippendorff_alpha"] = p.Figures.Alpha,
                ["f1"] = new JsonObject(Agreements.Thresholds.Zip(p.Figures.F1, (t, f) => KeyValuePair.Create<string, JsonNode?>(FormattableString.Invariant($"iou_{t:0.0}"), f))),
            })]),
        };
    }

    private static JsonObject Label(LabelRecord label, List<AnnotationRecord> annotations)
    {
        var lengths = annotations.Select(a => a.EndSec - a.StartSec).Order().ToList();
        return new JsonObject
        {
            ["name"] = label.Name,
            ["annotations"] = annotations.Count,
            ["with_boxes"] = annotations.Count(a => a.Boxes.Count > 0),
            ["total_sec"] = Math.Round(lengths.Sum(), 3),
            ["median_sec"] = lengths.Count == 0 ? null : Math.Round(lengths[lengths.Count / 2], 3),
        };
    }
}
