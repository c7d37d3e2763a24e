namespace Lab.Model.Roles;

/// <summary>What a role has to do with an activity.</summary>
public enum Responsibility
{
    /// <summary>Accountable: answers for it and may act. At most one role is.</summary>
    Accountable,

    /// <summary>Responsible: does it and may act.</summary>
    Responsible,

    /// <summary>Consulted: may read and comment.</summary>
    Consulted,

    /// <summary>Informed: may read.</summary>
    Informed,
}
