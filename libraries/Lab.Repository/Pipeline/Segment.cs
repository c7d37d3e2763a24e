using Lab.Repository.Chunking;

namespace Lab.Repository.Pipeline;

/// <summary>
/// About a mebibyte of chunks, of one stream or of many small ones: what a worker takes at once and stores as one blob. Chunks are small so
/// that little is stored after a small change; they are compressed together so that this costs no compression.
/// </summary>
internal sealed class Segment
{
    /// <summary>A segment is handed on when it holds this many bytes.</summary>
    public const int TargetSize = 1024 * 1024;

    public byte[] Buffer { get; } = GC.AllocateUninitializedArray<byte>(TargetSize + (2 * ChunkSizes.Largest));

    public List<SegmentCut> Cuts { get; } = [];

    /// <summary>Bytes of the chunks that were cut.</summary>
    public int Cut { get; set; }

    /// <summary>Bytes that were read, cut or not.</summary>
    public int Filled { get; set; }

    /// <summary>Whether there is anything in it but pages.</summary>
    public bool IsMixed { get; set; }

    /// <summary>Whether it is a part of a catalog.</summary>
    public bool IsCatalog { get; set; }

    public void Clear()
    {
        Cuts.Clear();
        Cut = 0;
        Filled = 0;
        IsMixed = false;
        IsCatalog = false;
    }
}
