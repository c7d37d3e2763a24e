namespace Lab.Hosting.Clients.Milvus;

/// <summary>The types of fields that this client reads and writes.</summary>
public enum MilvusDataType
{
    /// <summary>True or false.</summary>
    Bool = 1,

    /// <summary>An integer of 8 bits.</summary>
    Int8 = 2,

    /// <summary>An integer of 16 bits.</summary>
    Int16 = 3,

    /// <summary>An integer of 32 bits.</summary>
    Int32 = 4,

    /// <summary>An integer of 64 bits.</summary>
    Int64 = 5,

    /// <summary>A floating-point number of single precision.</summary>
    Float = 10,

    /// <summary>A floating-point number of double precision.</summary>
    Double = 11,

    /// <summary>A text of limited length.</summary>
    VarChar = 21,

    /// <summary>A list of values of one type.</summary>
    Array = 22,

    /// <summary>A JSON value.</summary>
    Json = 23,

    /// <summary>A vector of floating-point numbers of single precision.</summary>
    FloatVector = 101,
}
