namespace Lab.Engines.Certificates;

/// <summary>A server's certificate, issued by the lab's certificate authority.</summary>
/// <param name="CertificateFile">The certificate (PEM).</param>
/// <param name="KeyFile">Its private key (PKCS #8, PEM), readable by the server's user only.</param>
/// <param name="AuthorityFile">The certificate of the authority (PEM).</param>
public sealed record ServerCertificate(string CertificateFile, string KeyFile, string AuthorityFile);
