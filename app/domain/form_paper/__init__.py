"""Papers printed here for an applicant to sign (签字材料): application forms, pledges, mandates."""
