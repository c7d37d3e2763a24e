namespace Lab.Repository;

/// <summary>What kind of thing went wrong with a repository.</summary>
public enum RepositoryError
{
    /// <summary>The request itself makes no sense.</summary>
    Invalid,

    /// <summary>There is no repository, snapshot, file or key of that name.</summary>
    NotFound,

    /// <summary>There is already one.</summary>
    Exists,

    /// <summary>No key slot opens with the given passphrase or key file.</summary>
    WrongPassphrase,

    /// <summary>The repository was written by a newer program.</summary>
    Newer,

    /// <summary>Something in the repository is missing, cut short or altered.</summary>
    Damaged,

    /// <summary>Somebody else holds what is needed, or took it meanwhile.</summary>
    Locked,

    /// <summary>The storage is full.</summary>
    Full,

    /// <summary>It lies in an archive and must be retrieved first.</summary>
    Archived,

    /// <summary>The storage cannot be reached or refuses.</summary>
    Storage,
}
