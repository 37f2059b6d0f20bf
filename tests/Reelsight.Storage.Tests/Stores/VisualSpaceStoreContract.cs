using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Tests.Stores;

public abstract class VisualSpaceStoreContract : StoreContract
{
    private const string Old = "a@1",
        New = "b@1";

    [Fact]
    public async Task The_first_description_decides_what_is_searched_and_others_stay_unseen_until_the_switch()
    {
        Assert.Null(Stores.VisualSpaces.FindActive(Tenant));
        var index = await DescribedTwiceAsync(1, 2);
        Assert.Equal(Old, Stores.VisualSpaces.FindActive(Tenant));
        var before = Stores.Indexes.FindRevision(Tenant, index.Id);
        Assert.Single(Stores.Descriptions.SearchWords(Tenant, index.Id, Words("old"), 10), hit => hit.ContentHash == CreateHash(1));
        Assert.Empty(Stores.Descriptions.SearchWords(Tenant, index.Id, Words("new"), 10));

        Assert.True(await Stores.VisualSpaces.ActivateAsync(Tenant, New, isManual: false, None));
        Restart();

        Assert.Equal(New, Stores.VisualSpaces.FindActive(Tenant));
        Assert.True(Stores.Indexes.FindRevision(Tenant, index.Id) > before);
        Assert.Empty(Stores.Descriptions.SearchWords(Tenant, index.Id, Words("old"), 10));
        Assert.Equal(
            (New, "new words"),
            (
                (await Stores.Descriptions.FindAsync(Tenant, CreateHash(1), None))!.Space,
                (await Stores.Descriptions.FindAsync(Tenant, CreateHash(1), None))!.Evidence[0].Text
            )
        );
        Assert.Null(Stores.VisualSpaces.FindActive(Other));
    }

    [Fact]
    public async Task A_space_that_lacks_something_is_not_switched_to_and_names_what_is_next()
    {
        await PutAsync(1, Old);
        await PutAsync(2, Old);
        await PutAsync(2, New);

        Assert.Equal(new DescriptionVersion(CreateHash(1), "version 1"), await Stores.VisualSpaces.FindNextMissingAsync(Tenant, New, None));
        Assert.False(await Stores.VisualSpaces.ActivateAsync(Tenant, New, isManual: true, None));
        Assert.Equal(Old, Stores.VisualSpaces.FindActive(Tenant));
        Assert.Equal(
            [new VisualSpaceProgress(Old, 2, 0, 2), new VisualSpaceProgress(New, 1, 0, 2)],
            await Stores.VisualSpaces.ListAsync(Tenant, None)
        );

        await PutAsync(1, New, failure: "It cannot be decoded.");
        Assert.Null(await Stores.VisualSpaces.FindNextMissingAsync(Tenant, New, None));
        Assert.Equal(new VisualSpaceProgress(New, 2, 1, 2), (await Stores.VisualSpaces.ListAsync(Tenant, None))[1]);
        Assert.True(await Stores.VisualSpaces.ActivateAsync(Tenant, New, isManual: false, None));
    }

    [Fact]
    public async Task What_somebody_went_back_from_does_not_come_back_by_itself()
    {
        await DescribedTwiceAsync(1);
        Assert.True(await Stores.VisualSpaces.ActivateAsync(Tenant, New, isManual: false, None));
        Assert.True(await Stores.VisualSpaces.ActivateAsync(Tenant, Old, isManual: true, None));

        Assert.False(await Stores.VisualSpaces.ActivateAsync(Tenant, New, isManual: false, None));
        Assert.Equal(Old, Stores.VisualSpaces.FindActive(Tenant));
        Assert.True(await Stores.VisualSpaces.ActivateAsync(Tenant, New, isManual: true, None));
        Assert.Equal(New, Stores.VisualSpaces.FindActive(Tenant));
    }

    [Fact]
    public async Task Dropping_takes_everything_of_a_space_but_never_of_the_one_that_is_searched()
    {
        await DescribedTwiceAsync(1, 2);
        Assert.False(await Stores.VisualSpaces.DropAsync(Tenant, Old, None));
        Assert.False(await Stores.VisualSpaces.DropAsync(Other, New, None));
        Assert.Equal(2, (await Stores.Descriptions.GetChangesAsync(Tenant, New, 0, None)).Count);

        Assert.True(await Stores.VisualSpaces.DropAsync(Tenant, New, None));

        Assert.False(await Stores.VisualSpaces.DropAsync(Tenant, New, None));
        Assert.Equal(Old, Assert.Single(await Stores.VisualSpaces.ListAsync(Tenant, None)).Space);
        Assert.Empty((await Stores.Descriptions.GetChangesAsync(Tenant, New, 0, None)).Later);
        Assert.Equal(2, (await Stores.Descriptions.GetChangesAsync(Tenant, Old, 0, None)).Count);
    }

    private async Task<IndexRecord> DescribedTwiceAsync(params int[] contents)
    {
        var index = await AddIndexAsync("films");
        await AddVideoAsync(index, CreateHash(1));
        foreach (var content in contents)
        {
            await PutAsync(content, Old, "old words");
            await PutAsync(content, New, "new words");
        }
        return index;
    }

    private Task PutAsync(int content, string space, string words = "hello", string? failure = null) =>
        Stores.Descriptions.PutAsync(
            Tenant,
            CreateHash(content),
            $"version {content}",
            CreateDescription(words) with
            {
                Space = space,
                Failure = failure,
            },
            None
        );
}
