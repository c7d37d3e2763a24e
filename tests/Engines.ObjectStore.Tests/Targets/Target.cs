namespace Lab.Engines.ObjectStore.Tests.Targets;

/// <summary>A server that conformance tests run against.</summary>
public enum Target
{
    /// <summary>The emulator with TLS, as the lab runs it: the SDK sends bodies in unsigned chunks with a trailer.</summary>
    Emulator,

    /// <summary>The emulator without TLS: the SDK signs each chunk.</summary>
    PlainEmulator,

    /// <summary>moto: storage classes and restores, but no signatures; restores are complete at once.</summary>
    Moto,

    /// <summary>VersityGW: signatures, versions, locks, checksums, but no storage classes.</summary>
    Versity,
}
