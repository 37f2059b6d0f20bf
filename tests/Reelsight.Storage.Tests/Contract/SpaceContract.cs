namespace Reelsight.Storage.Tests.Contract;

public abstract class SpaceContract : StoreContract
{
    private const string Old = "a@1",
        New = "b@1";

    [Fact]
    public async Task The_first_description_decides_what_is_searched_and_others_stay_unseen_until_the_switch()
    {
        Assert.Null(Stores.Spaces.Searched(Tenant));
        var index = await DescribedTwiceAsync(1, 2);
        Assert.Equal(Old, Stores.Spaces.Searched(Tenant));
        var before = Stores.Indexes.Revision(Tenant, index.Id);
        Assert.Single(Stores.Described.MatchWords(Tenant, index.Id, "old", 10), hit => hit.ContentHash == HashOf(1));
        Assert.Empty(Stores.Described.MatchWords(Tenant, index.Id, "new", 10));

        Assert.True(await Stores.Spaces.SwitchAsync(Tenant, New, byHand: false, None));
        Restart();

        Assert.Equal(New, Stores.Spaces.Searched(Tenant));
        Assert.True(Stores.Indexes.Revision(Tenant, index.Id) > before);
        Assert.Empty(Stores.Described.MatchWords(Tenant, index.Id, "old", 10));
        Assert.Equal(
            (New, "new words"),
            (
                (await Stores.Described.FindAsync(Tenant, HashOf(1), None))!.Space,
                (await Stores.Described.FindAsync(Tenant, HashOf(1), None))!.Evidence[0].Text
            )
        );
        Assert.Null(Stores.Spaces.Searched(Other));
    }

    [Fact]
    public async Task A_space_that_lacks_something_is_not_switched_to_and_names_what_is_next()
    {
        await PutAsync(1, Old);
        await PutAsync(2, Old);
        await PutAsync(2, New);

        Assert.Equal(new DescribedVersion(HashOf(1), "version 1"), await Stores.Spaces.NextMissingAsync(Tenant, New, None));
        Assert.False(await Stores.Spaces.SwitchAsync(Tenant, New, byHand: true, None));
        Assert.Equal(Old, Stores.Spaces.Searched(Tenant));
        Assert.Equal([new SpaceContents(Old, 2, 0, 2), new SpaceContents(New, 1, 0, 2)], await Stores.Spaces.ListAsync(Tenant, None));

        await PutAsync(1, New, failure: "It cannot be decoded.");
        Assert.Null(await Stores.Spaces.NextMissingAsync(Tenant, New, None));
        Assert.Equal(new SpaceContents(New, 2, 1, 2), (await Stores.Spaces.ListAsync(Tenant, None))[1]);
        Assert.True(await Stores.Spaces.SwitchAsync(Tenant, New, byHand: false, None));
    }

    [Fact]
    public async Task What_somebody_went_back_from_does_not_come_back_by_itself()
    {
        await DescribedTwiceAsync(1);
        Assert.True(await Stores.Spaces.SwitchAsync(Tenant, New, byHand: false, None));
        Assert.True(await Stores.Spaces.SwitchAsync(Tenant, Old, byHand: true, None));

        Assert.False(await Stores.Spaces.SwitchAsync(Tenant, New, byHand: false, None));
        Assert.Equal(Old, Stores.Spaces.Searched(Tenant));
        Assert.True(await Stores.Spaces.SwitchAsync(Tenant, New, byHand: true, None));
        Assert.Equal(New, Stores.Spaces.Searched(Tenant));
    }

    [Fact]
    public async Task Dropping_takes_everything_of_a_space_but_never_of_the_one_that_is_searched()
    {
        await DescribedTwiceAsync(1, 2);
        Assert.False(await Stores.Spaces.DropAsync(Tenant, Old, None));
        Assert.False(await Stores.Spaces.DropAsync(Other, New, None));
        Assert.Equal(2, (await Stores.Described.ChangesAsync(Tenant, New, 0, None)).Count);

        Assert.True(await Stores.Spaces.DropAsync(Tenant, New, None));

        Assert.False(await Stores.Spaces.DropAsync(Tenant, New, None));
        Assert.Equal(Old, Assert.Single(await Stores.Spaces.ListAsync(Tenant, None)).Space);
        Assert.Empty((await Stores.Described.ChangesAsync(Tenant, New, 0, None)).Later);
        Assert.Equal(2, (await Stores.Described.ChangesAsync(Tenant, Old, 0, None)).Count);
    }

    private async Task<IndexRecord> DescribedTwiceAsync(params int[] contents)
    {
        var index = await AddIndexAsync("films");
        await AddVideoAsync(index, HashOf(1));
        foreach (var content in contents)
        {
            await PutAsync(content, Old, "old words");
            await PutAsync(content, New, "new words");
        }
        return index;
    }

    private Task PutAsync(int content, string space, string words = "hello", string? failure = null) =>
        Stores.Described.PutAsync(
            Tenant,
            HashOf(content),
            $"version {content}",
            Say(words) with
            {
                Space = space,
                Failure = failure,
            },
            None
        );
}
