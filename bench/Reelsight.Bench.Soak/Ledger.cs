using System.Collections.Concurrent;

namespace Reelsight.Bench.Soak;

/// <summary>What clients asked for, and what of it the server has acknowledged.</summary>
internal sealed class Ledger
{
    private int _next;
    private int _answers;

    /// <summary>Number of requests that were answered well.</summary>
    public int AnswerCount => Volatile.Read(ref _answers);

    public ConcurrentQueue<Entry> Entries { get; } = new();

    /// <summary>Answers that no request may get, whenever the server dies.</summary>
    public ConcurrentQueue<string> WrongAnswers { get; } = new();

    /// <summary>Multipart uploads that go on in the next life.</summary>
    public ConcurrentQueue<MultipartUpload> OpenUploads { get; } = new();

    /// <summary>A number that no other entry has.</summary>
    public int TakeNumber() => Interlocked.Increment(ref _next);

    /// <summary>Notes an attempt before it is sent.</summary>
    public Entry Begin(string kind, string name, int worker)
    {
        var entry = new Entry(kind, name) { Worker = worker };
        Entries.Enqueue(entry);
        return entry;
    }

    /// <summary>Counts an answer.</summary>
    public void CountAnswer() => Interlocked.Increment(ref _answers);

    /// <summary>The entries of a kind.</summary>
    public IEnumerable<Entry> Of(string kind) => Entries.Where(entry => entry.Kind == kind);

    /// <summary>One thing that was asked for.</summary>
    internal sealed class Entry(string kind, string name)
    {
        public string Kind { get; } = kind;

        /// <summary>Given to nothing else, so that what was done twice shows.</summary>
        public string Name { get; } = name;

        /// <summary>The id that the server gave; null while it has acknowledged nothing.</summary>
        public string? Id { get; set; }

        /// <summary>The hash of the bytes that were sent.</summary>
        public string? Sha256 { get; init; }

        /// <summary>The client that made it.</summary>
        public int Worker { get; init; }

        /// <summary>Whether the end of an upload in chunks was acknowledged.</summary>
        public bool IsComplete { get; set; }

        /// <summary>Whether an item was sent for a knowledge store.</summary>
        public bool HasItem { get; set; }

        /// <summary>The last text that an edit was acknowledged for.</summary>
        public string? Acknowledged { get; set; }

        /// <summary>Texts that edits were sent for since, none of them acknowledged.</summary>
        public List<string> Sent { get; } = [];

        /// <summary>Whether its deletion was acknowledged.</summary>
        public bool IsDeleted { get; set; }

        /// <summary>Whether its deletion was sent.</summary>
        public bool IsDeletionSent { get; set; }
    }

    /// <summary>A multipart upload between its steps.</summary>
    internal sealed class MultipartUpload(Entry entry, byte[] bytes)
    {
        public Entry Entry { get; } = entry;
        public byte[] Bytes { get; } = bytes;
        public required string UploadId { get; init; }
        public required int ChunkBytes { get; init; }

        /// <summary>The proof of each chunk that was acknowledged, by its number from 1.</summary>
        public SortedDictionary<int, string> Proofs { get; } = [];
    }
}
