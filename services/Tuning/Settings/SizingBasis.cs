namespace Lab.Tuning.Settings;

/// <summary>Whose resources a recommendation is computed for.</summary>
internal enum SizingBasis
{
    /// <summary>What lab.json declares for the system: the cluster.</summary>
    Declared,

    /// <summary>The system's share of this machine: the local run.</summary>
    Machine,
}
