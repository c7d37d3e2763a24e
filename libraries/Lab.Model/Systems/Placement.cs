namespace Lab.Model.Systems;

/// <summary>Where a system runs in the cluster.</summary>
public enum Placement
{
    /// <summary>In a virtual machine of its own.</summary>
    VirtualMachine,

    /// <summary>In Kubernetes.</summary>
    Kubernetes,
}
