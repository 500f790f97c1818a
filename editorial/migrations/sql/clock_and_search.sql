-- The record's clock: now, or the instant of `as_of`; never ahead of now, or it would show what is under embargo.
CREATE FUNCTION record_clock() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT least(coalesce(nullif(current_setting('hw.as_of', true), '')::timestamptz, now()), now())
$$;

-- Folds spellings of one name together: case, accents, Arabic letter variants and vowel signs, the article, digits of both scripts.
CREATE FUNCTION search_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    translate(unaccent('unaccent'::regdictionary, lower(words)),
      'أإآٱىةؤئ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', 'اااايهوي01234567890123456789'),
    '[ًٌٍَُِّْٰـ''’‘ʿʾ`´"“”]', '', 'g'),
    '(^|\s)ال', '\1', 'g'),
    '\m(al|el|ad|as|an|ar|at|az|ash)-|\m(al|el)\s+', '', 'g'),
    '[-–—_/.,;:()\s]+', ' ', 'g'))
$$;
