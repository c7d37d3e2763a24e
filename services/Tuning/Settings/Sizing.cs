namespace Lab.Tuning.Settings;

/// <param name="Basis">Whose cores and memory these are.</param>
/// <param name="Cores">Processor cores.</param>
/// <param name="MemoryBytes">Memory in bytes.</param>
internal sealed record Sizing(SizingBasis Basis, int Cores, long MemoryBytes);
