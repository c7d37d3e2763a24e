namespace Lab.Repository.Chunking;

/// <summary>Sizes of chunks in bytes. A reader takes any size up to <see cref="Largest"/>: these are the writer's choice.</summary>
public static class ChunkSizes
{
    /// <summary>Of a chunk of pages: eight pages of PostgreSQL. Smaller ones store less after scattered changes, but cost more index.</summary>
    public const int Pages = 64 * 1024;

    /// <summary>The least that a content-defined chunk has, but for the last of its stream.</summary>
    public const int Smallest = 16 * 1024;

    /// <summary>What content-defined chunks have on the average.</summary>
    public const int Average = 64 * 1024;

    /// <summary>The most that any chunk has.</summary>
    public const int Largest = 256 * 1024;
}
