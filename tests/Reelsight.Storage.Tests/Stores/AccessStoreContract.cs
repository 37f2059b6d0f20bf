using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Tests.Stores;

/// <summary>What stores of keys and sessions promise.</summary>
public abstract class AccessStoreContract : StoreContract
{
    private const string Key = "tlk_0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task A_key_opens_its_tenant_in_every_process_and_is_nowhere_in_the_data()
    {
        Assert.Null(Stores.ApiKeys.Find(Key, Now));
        using (var commandLine = OpenAgain())
        {
            await commandLine.ApiKeys.AddAsync(NewKey("one"), Key, None);
        }

        Assert.Equal(Tenant, Stores.ApiKeys.Find(Key, Now)?.TenantId);
        Assert.Null(Stores.ApiKeys.Find(Key + "0", Now));
        Restart();
        Assert.Equal(AccessScopes.Read, Stores.ApiKeys.Find(Key, Now)?.Scopes);
    }

    [Fact]
    public async Task A_key_that_another_process_revoked_or_that_is_over_is_unknown_at_once()
    {
        var key = NewKey("one") with { ExpiresAt = Now + TimeSpan.FromDays(1) };
        await Stores.ApiKeys.AddAsync(key, Key, None);
        Assert.NotNull(Stores.ApiKeys.Find(Key, Now));
        Assert.Null(Stores.ApiKeys.Find(Key, Now + TimeSpan.FromDays(1)));
        Assert.Null(Stores.ApiKeys.FindById(key.Id, Now + TimeSpan.FromDays(1)));
        using (var commandLine = OpenAgain())
        {
            Assert.False(await commandLine.ApiKeys.DeleteAsync(Other, key.Id, null, None));
            Assert.True(await commandLine.ApiKeys.DeleteAsync(Tenant, key.Id, null, None));
        }

        Assert.Null(Stores.ApiKeys.Find(Key, Now));
    }

    [Fact]
    public async Task A_key_of_the_settings_replaces_every_earlier_one_and_no_other_key()
    {
        await Stores.ApiKeys.AddAsync(NewKey("made"), "tlk_made_by_an_operation", None);
        await Stores.ApiKeys.ReplacePresetAsync(NewKey("preset"), "tlk_the_first_preset", None);
        await Stores.ApiKeys.ReplacePresetAsync(NewKey("preset"), "tlk_the_second_preset", None);
        Assert.Null(Stores.ApiKeys.Find("tlk_the_first_preset", Now));
        Assert.Equal(AccessScopes.All, Stores.ApiKeys.Find("tlk_the_second_preset", Now)?.Scopes);
        Assert.NotNull(Stores.ApiKeys.Find("tlk_made_by_an_operation", Now));
        // A key that an operation made may become that of the settings.
        await Stores.ApiKeys.ReplacePresetAsync(NewKey("preset"), "tlk_made_by_an_operation", None);
        Assert.True(Stores.ApiKeys.Find("tlk_made_by_an_operation", Now)?.Preset);
        Assert.Null(Stores.ApiKeys.Find("tlk_the_second_preset", Now));
    }

    [Fact]
    public async Task A_session_ends_with_its_key_and_none_begins_with_a_key_that_is_gone()
    {
        var key = NewKey("one");
        await Stores.ApiKeys.AddAsync(key, Key, None);
        Assert.True(await Stores.StudioSessions.AddAsync(NewSession(key), "secret", None));
        Assert.NotNull(Stores.StudioSessions.Find("secret", Now));
        Assert.Null(Stores.StudioSessions.Find("secret", Now + TimeSpan.FromDays(30)));
        await Stores.ApiKeys.DeleteAsync(Tenant, key.Id, null, None);
        Assert.Null(Stores.StudioSessions.Find("secret", Now));
        Assert.False(await Stores.StudioSessions.AddAsync(NewSession(key), "another", None));
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_within_their_tenant_and_key()
    {
        var (one, two) = (NewKey("one"), NewKey("two"));
        await Stores.ApiKeys.AddAsync(one, Key, None);
        await Stores.ApiKeys.AddAsync(two, Key + "2", None);
        var (first, second, third) = (NewSession(one), NewSession(one), NewSession(two));
        await Stores.StudioSessions.AddAsync(first, "first", None);
        await Stores.StudioSessions.AddAsync(second, "second", None);
        await Stores.StudioSessions.AddAsync(third, "third", None);
        var window = new PageWindow(1, 10);
        Assert.Equal(3, (await Stores.StudioSessions.ListAsync(new(Tenant), Now, window, None)).Total);
        Assert.Equal(2, (await Stores.StudioSessions.ListAsync(new(Tenant) { KeyId = one.Id }, Now, window, None)).Rows.Count);
        Assert.Equal(0, (await Stores.StudioSessions.ListAsync(new(Other), Now, window, None)).Total);

        Assert.Equal(0, await Stores.StudioSessions.DeleteAsync(new(Other) { Id = first.Id }, None));
        Assert.Equal(1, await Stores.StudioSessions.DeleteAsync(new(Tenant) { KeyId = one.Id, ExceptId = first.Id }, None));
        Assert.NotNull(Stores.StudioSessions.Find("first", Now));
        Assert.Null(Stores.StudioSessions.Find("second", Now));
        Assert.NotNull(Stores.StudioSessions.Find("third", Now));
    }

    private ApiKeyRecord NewKey(string name) =>
        new()
        {
            Id = Stores.Ids.Next(),
            TenantId = Tenant,
            Name = name,
            Scopes = AccessScopes.Read,
            CreatedAt = Now,
        };

    private StudioSessionRecord NewSession(ApiKeyRecord key) =>
        new()
        {
            Id = Stores.Ids.Next(),
            TenantId = key.TenantId,
            KeyId = key.Id,
            CreatedAt = Now,
            ExpiresAt = Now + TimeSpan.FromDays(30),
        };
}
