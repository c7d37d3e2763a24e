using Lab.Repository.Chunking;

namespace Lab.Repository.Pipeline;

/// <summary>Reads streams, cuts them into chunks and hands on segments. For one thread at a time.</summary>
internal sealed class SegmentBuilder(ContentDefinedChunker chunker, bool isCatalog, Func<Segment> rent, Func<Segment, CancellationToken, ValueTask> handOn)
{
    private Segment? segment;

    /// <summary>Reads a stream, or one part of it, to its end.</summary>
    /// <param name="content">The stream.</param>
    /// <param name="kind">How it is cut.</param>
    /// <param name="list">Receives its chunks.</param>
    /// <param name="last">Whether this is all of the stream, or its last part. After another part, only parts of the same stream may follow.</param>
    /// <param name="read">Told of every read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many bytes it had.</returns>
    public async Task<long> AddAsync(Stream content, ChunkingKind kind, ChunkList list, bool last, Action<long>? read, CancellationToken cancellationToken)
    {
        var need = kind == ChunkingKind.Pages ? ChunkSizes.Pages : ChunkSizes.Largest;
        long total = 0;
        var ended = false;
        while (!ended)
        {
            var current = segment ??= rent();
            while (!ended && current.Filled - current.Cut < need && current.Filled < current.Buffer.Length)
            {
                var space = kind == ChunkingKind.Pages
                    ? Math.Max(need - (current.Filled - current.Cut), Segment.TargetSize - current.Filled)
                    : current.Buffer.Length - current.Filled;
                var count = await content.ReadAsync(current.Buffer.AsMemory(current.Filled, space), cancellationToken).ConfigureAwait(false);
                ended = count == 0;
                current.Filled += count;
                total += count;
                read?.Invoke(count);
            }

            CutChunks(current, kind, list, need, ended && last);
            if (current.Cut >= Segment.TargetSize)
            {
                await HandOnAsync(current, cancellationToken).ConfigureAwait(false);
            }
        }

        if (last)
        {
            list.Close();
        }

        return total;
    }

    /// <summary>Hands on what is left.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (segment is { Cut: > 0 } last)
        {
            await HandOnAsync(last, cancellationToken).ConfigureAwait(false);
        }
    }

    private void CutChunks(Segment current, ChunkingKind kind, ChunkList list, int need, bool ended)
    {
        while (current.Filled > current.Cut && (ended || current.Filled - current.Cut >= need) && (current.Cut < Segment.TargetSize || ended))
        {
            var rest = current.Buffer.AsSpan(current.Cut, current.Filled - current.Cut);
            var length = kind == ChunkingKind.Pages ? Math.Min(rest.Length, ChunkSizes.Pages) : chunker.Cut(rest);
            current.Cuts.Add(new SegmentCut(current.Cut, length, list, list.Reserve()));
            current.Cut += length;
            current.IsMixed |= kind != ChunkingKind.Pages;
        }
    }

    private async Task HandOnAsync(Segment full, CancellationToken cancellationToken)
    {
        var next = rent();
        var rest = full.Filled - full.Cut;
        full.Buffer.AsSpan(full.Cut, rest).CopyTo(next.Buffer);
        next.Filled = rest;
        segment = next;
        full.IsCatalog = isCatalog;
        await handOn(full, cancellationToken).ConfigureAwait(false);
    }
}
