namespace CreditShare.Hosting.Problems;

/// <summary>What a bare status means, where no endpoint said more.</summary>
internal static class StatusTexts
{
    public static (string Code, string Zh, string En) Of(int status) => status switch
    {
        400 => ("bad-request", "请求无法读取，请检查格式。", "The request cannot be read; check its form."),
        404 => ("not-found", "没有这个地址或对象。", "There is nothing at this address."),
        405 => ("method-not-allowed", "该地址不支持此请求方法。", "The address does not take this method."),
        406 => ("not-acceptable", "无法提供所要求的格式。", "The format asked for cannot be given."),
        408 => ("timeout", "请求超时。", "The request took too long."),
        413 => ("too-large", "内容过大，请拆分后再送。", "The content is too large; split it."),
        415 => ("media-type", "不支持此内容类型，可用的类型见接口文档 /docs。", "The content type is not supported; /docs lists those that are."),
        422 => ("too-large-to-keep", "结果过大，无法记入日志，因此没有给出；请减少一次查询的主体，只有一个主体时请将 traceId 告知运维人员。", "The answer is larger than the log can keep, so it was not given; ask for fewer subjects at once, and if it is one alone, give the traceId to the operators."),
        429 => ("too-many-requests", "请求过于频繁，请稍后再试。", "Too many requests; try again later."),
        503 => ("unavailable", "服务暂不可用，请稍后再试；没有任何内容被处理。", "The service is not available now; try again later. Nothing was done."),
        >= 500 => ("internal", "内部错误，请将 traceId 告知运维人员。", "Something went wrong here; give the traceId to the operators."),
        _ => ("refused", "请求未被接受。", "The request was not accepted."),
    };
}
