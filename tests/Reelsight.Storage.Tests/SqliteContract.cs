using Reelsight.Storage.Tests.Contract;

namespace Reelsight.Storage.Tests;

public sealed class SqliteIndexTests : IndexContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteQueueTests : QueueContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}
