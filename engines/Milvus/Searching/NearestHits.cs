namespace Lab.Engines.Milvus.Searching;

/// <summary>Keeps the nearest rows of those that are offered.</summary>
internal sealed class NearestHits(int most)
{
    private readonly PriorityQueue<Hit, float> worstFirst = new();

    /// <summary>What a row must be nearer than to be kept.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    public IEnumerable<Hit> All => worstFirst.UnorderedItems.Select(item => item.Element);

    public void Offer(Hit hit)
    {
        if (worstFirst.Count < most)
        {
            worstFirst.Enqueue(hit, hit.Nearness);
        }
        else if (hit.Nearness > Threshold)
        {
            worstFirst.EnqueueDequeue(hit, hit.Nearness);
        }

        if (worstFirst.Count == most)
        {
            Threshold = worstFirst.Peek().Nearness;
        }
    }
}
