using Reelsight.Storage.Tests.Contract;

namespace Reelsight.Storage.Tests;

public sealed class SqliteIndexTests : IndexContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteVideoTests : VideoContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteContentTests : ContentContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteDescribedTests : DescribedContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteQueueTests : QueueContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteResourceTests : ResourceContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteChunkTests : ChunkContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteAnnotationTests : AnnotationContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteSpaceTests : SpaceContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}
