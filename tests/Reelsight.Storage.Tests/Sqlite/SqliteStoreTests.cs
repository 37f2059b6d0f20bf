using Reelsight.Storage.Tests.Blobs;
using Reelsight.Storage.Tests.Queue;
using Reelsight.Storage.Tests.Stores;
using Reelsight.TestSupport;

namespace Reelsight.Storage.Tests.Sqlite;

public sealed class SqliteIndexTests : IndexStoreContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteVideoTests : VideoStoreContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteAssetTests : AssetStoreContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteDescriptionTests : DescriptionStoreContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteQueueTests : JobQueueContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteResourceTests : ResourceStoreContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteChunkTests : UploadChunkStoreContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteAnnotationTests : AnnotationStoreContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteSpaceTests : VisualSpaceStoreContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteUnitOfWorkTests : UnitOfWorkContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}

public sealed class SqliteAccessTests : AccessStoreContract
{
    protected override ReelsightStores Open(string dataDir) => ReelsightStores.Open(dataDir, Clock);
}
