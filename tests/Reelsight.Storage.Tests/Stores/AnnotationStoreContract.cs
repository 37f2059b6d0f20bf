using Reelsight.Core.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Tests.Stores;

public abstract class AnnotationStoreContract : StoreContract
{
    private async Task<LabelSetRecord> AddSetAsync(string tenant = Tenant)
    {
        var set = new LabelSetRecord
        {
            Id = Stores.Ids.Next(),
            TenantId = tenant,
            IndexId = "index",
            Name = "set",
            Density = LabelSetRecord.Action,
            Labels =
            [
                new LabelRecord
                {
                    Id = "l1",
                    Name = "Person",
                    Colour = "#112233",
                    Attributes = [new LabelAttribute("speed", "enum", ["slow", "fast"])],
                    Examples = [new LabelExample("v", 1, 2)],
                },
            ],
            Version = 1,
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        await Stores.LabelSets.AddAsync([set], [], None);
        return set;
    }

    private AnnotationRecord New(LabelSetRecord set, int start, string video = "v") =>
        new()
        {
            Id = Stores.Ids.Next(),
            TenantId = set.TenantId,
            LabelSetId = set.Id,
            VideoId = video,
            LabelId = "l1",
            StartFrame = start,
            EndFrame = start + 5,
            StartPts = start * 10,
            EndPts = (start + 5) * 10,
            StartSec = start / 25d,
            EndSec = (start + 5) / 25d,
            State = AnnotationRecord.Accepted,
            Source = AnnotationRecord.FromPerson,
            Reviewer = "ada",
            Boxes = [new BoxKeyframe(start, 0.1, 0.2, 0.3, 0.4)],
            Evidence = [new AnnotationEvidence("visible", "a person", 0, 1, "detector", 0.5)],
            AttributesJson = """{"speed":"slow"}""",
            CreatedAt = Now,
            UpdatedAt = Now,
        };

    private Task<AnnotationEdit> EditAsync(LabelSetRecord set, params AnnotationRecord[] records) =>
        Stores.Annotations.EditAsync(set.TenantId, set.Id, new AnnotationEditInfo("create", "ada", Now), _ => records, None);

    [Fact]
    public async Task An_annotation_comes_back_whole_after_a_restart_and_only_to_its_owner()
    {
        var set = await AddSetAsync();
        var annotation = New(set, 10);
        await EditAsync(set, annotation);
        Restart();
        var found = (await Stores.Annotations.FindAsync(Tenant, set.Id, annotation.Id, None))!;
        Assert.Equivalent(annotation with { Revision = 1, CreatedRevision = 1 }, found, strict: true);
        Assert.Null(await Stores.Annotations.FindAsync("somebody else", set.Id, annotation.Id, None));
        Assert.Empty(await Stores.Annotations.ListAllAsync("somebody else", set.Id, new AnnotationFilter(), None));
    }

    [Fact]
    public async Task An_edit_is_all_or_nothing_and_its_revision_is_the_next()
    {
        var set = await AddSetAsync();
        await EditAsync(set, New(set, 10));
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Stores.Annotations.EditAsync(
                Tenant,
                set.Id,
                new AnnotationEditInfo("create", null, Now),
                _ => throw new InvalidOperationException(),
                None
            )
        );
        var edit = await EditAsync(set, New(set, 20), New(set, 30));
        Assert.Equal((2L, 2), (edit.Revision, edit.Changes.Count));
        Assert.Equal(0, (await EditAsync(set)).Revision);
        Assert.Equal(3, (await Stores.Annotations.ListAllAsync(Tenant, set.Id, new AnnotationFilter(), None)).Count);
    }

    [Fact]
    public async Task Ten_thousand_annotations_are_listed_in_pages_by_place_each_once()
    {
        var set = await AddSetAsync();
        await EditAsync(set, [.. Enumerable.Range(0, 10_000).Select(i => New(set, i / 2))]);
        var seen = new List<(long, string)>();
        AnnotationCursor? after = null;
        do
        {
            var page = await Stores.Annotations.ListAsync(Tenant, set.Id, new AnnotationFilter { VideoIds = ["v"] }, after, 3000, None);
            seen.AddRange(page.Annotations.Select(a => (a.StartFrame, a.Id)));
            after = page.Next;
        } while (after is not null);
        Assert.Equal(10_000, seen.Distinct().Count());
        Assert.Equal(seen.OrderBy(s => s.Item1).ThenBy(s => s.Item2, StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task What_a_set_holds_goes_with_the_set_and_nothing_can_be_added_to_one_that_is_gone()
    {
        var set = await AddSetAsync();
        var annotation = New(set, 10);
        await EditAsync(set, annotation);
        await Stores.LabelSets.DeleteAsync(Tenant, set.Id, null, None);
        Assert.Null(await Stores.Annotations.FindAsync(Tenant, set.Id, annotation.Id, None));
        Assert.Empty(await Stores.Annotations.ListEditsAsync(Tenant, set.Id, new AnnotationEditFilter(), null, 10, None));
        await Assert.ThrowsAsync<ParentMissingException>(() => EditAsync(set, annotation));
    }
}
