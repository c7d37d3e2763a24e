namespace Lab.Engines.Milvus.Searching;

/// <summary>Which nearness counts: above <see cref="Least"/>, and not above <see cref="Most"/>.</summary>
internal readonly record struct NearnessRange(float Least, float Most)
{
    public static NearnessRange Any { get; } = new(float.NegativeInfinity, float.PositiveInfinity);

    public bool Contains(float nearness) => nearness > Least && nearness <= Most;
}
